/** Calendar days come as `yyyy-mm-dd` and are days in the Netherlands, wherever the reader is. */
const timeZone = 'Europe/Amsterdam';
const languageTags = { nl: 'nl-NL', en: 'en-GB' } as const;
type Language = keyof typeof languageTags;

// Noon is on the same day in Amsterdam as in UTC, in summer and in winter.
const noon = (day: string): Date => new Date(`${day}T12:00:00Z`);

/** `5 december 2026`. */
export function writtenOut(day: string, language: Language): string {
  return new Intl.DateTimeFormat(languageTags[language], { dateStyle: 'long', timeZone }).format(noon(day));
}

export function todayInAmsterdam(now: Date = new Date()): string {
  // Sweden writes its dates as ISO does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(now);
}

/** Negative when the day is past. */
export function daysBetween(from: string, to: string): number {
  return Math.round((noon(to).getTime() - noon(from).getTime()) / 86_400_000);
}

/** `over 2 weken`; nothing for a day that is past, because then the hint would only puzzle. */
export function relativeHint(day: string, language: Language, today: string = todayInAmsterdam()): string | undefined {
  const days = daysBetween(today, day);
  if (days < 0) return undefined;
  const format = new Intl.RelativeTimeFormat(languageTags[language], { numeric: 'auto' });
  if (days <= 20) return format.format(days, 'day');
  if (days <= 75) return format.format(Math.round(days / 7), 'week');
  return format.format(Math.round(days / 30.44), 'month');
}
