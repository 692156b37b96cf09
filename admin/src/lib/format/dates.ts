import { getLocale } from '#locale';

/** All calendar days in Wisbaar are days in the Netherlands, wherever the reader sits. */
const timeZone = 'Europe/Amsterdam';
const language = () => (getLocale() === 'nl' ? 'nl-NL' : 'en-GB');
const MILLISECONDS_A_DAY = 86_400_000;

/** `2026-12-05` → "5 dec 2026". */
export function formatDay(day: string): string {
  // A calendar day has no zone: read and written as UTC it can't slip to the day before.
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00Z`),
  );
}

/** `2026-12` → "dec 2026". */
export function formatMonth(month: string): string {
  return new Intl.DateTimeFormat(language(), { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00Z`),
  );
}

/** An instant, as the clock in the Netherlands showed it. */
export function formatInstant(instant: string): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
    new Date(instant),
  );
}

/** The calendar day on which an instant fell. */
export function dayOf(instant: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(instant));
}

/** Negative when the day is past. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / MILLISECONDS_A_DAY);
}

export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + days * MILLISECONDS_A_DAY).toISOString().slice(0, 10);

/** The same day so many months later, or the last of a month that is shorter. */
export function monthsAfter(day: string, months: number): string {
  const later = new Date(`${day}T00:00Z`);
  const wanted = later.getUTCDate();
  later.setUTCMonth(later.getUTCMonth() + months);
  if (later.getUTCDate() !== wanted) later.setUTCDate(0);
  return later.toISOString().slice(0, 10);
}

/** 12 → "over 12 dagen", -1 → "gisteren", 70 → "over 2 maanden". */
export function relativeDays(days: number): string {
  const size = Math.abs(days);
  // "Next year" says too little about a date that is two years off: only days have names.
  const words = new Intl.RelativeTimeFormat(language(), { numeric: size < 60 ? 'auto' : 'always' });
  if (size < 60) return words.format(days, 'day');
  if (size < 700) return words.format(Math.round(days / 30.44), 'month');
  return words.format(Math.round(days / 365.25), 'year');
}
