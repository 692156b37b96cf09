/** Calendar days come as `yyyy-mm-dd` and are days in the Netherlands, wherever the reader is. */
const timeZone = 'Europe/Amsterdam';
const languageTags = { nl: 'nl-NL', en: 'en-GB' } as const;
type Language = keyof typeof languageTags;

/** The day in the Netherlands on which a moment fell. */
export const dayOf = (instant: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone }).format(new Date(instant));

/** `5 december 2026`. */
export function writtenOut(day: string, language: Language): string {
  // Noon is on the same day in Amsterdam as in UTC, in summer and in winter.
  const noon = new Date(`${day}T12:00:00Z`);
  return new Intl.DateTimeFormat(languageTags[language], { dateStyle: 'long', timeZone }).format(noon);
}

/** `over 2 weken`; nothing for a day that is past, because then the hint would only puzzle. */
export function relativeHint(daysLeft: number, language: Language): string | undefined {
  if (daysLeft < 0) return undefined;
  const format = new Intl.RelativeTimeFormat(languageTags[language], { numeric: 'auto' });
  if (daysLeft <= 20) return format.format(daysLeft, 'day');
  if (daysLeft <= 75) return format.format(Math.round(daysLeft / 7), 'week');
  return format.format(Math.round(daysLeft / 30.44), 'month');
}
