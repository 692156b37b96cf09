import { DateTime } from 'luxon';

/** A calendar day in Europe/Amsterdam, `yyyy-mm-dd`. */
export type LocalDate = string;

export const TIME_ZONE = 'Europe/Amsterdam';

/** The sole source of "now". SQL gets these values as parameters and never asks the database for its own time. */
export interface Clock {
  now(): Date;
  today(): LocalDate;
}

/**
 * A clock that runs at the pace of the real one.
 * @param startAt ISO time at which it starts, for trying out what happens later (FAKE_NOW); else the real time.
 */
export function createClock(startAt?: string): Clock {
  const shift = startAt === undefined ? 0 : Date.parse(startAt) - Date.now();
  const now = () => new Date(Date.now() + shift);
  return { now, today: () => localDate(now()) };
}

/** A clock that stands still until it is told otherwise. */
export function createStoppedClock(at: string): Clock & { set(at: string): void } {
  let instant = at;
  const now = () => new Date(instant);
  return {
    now,
    today: () => localDate(now()),
    set: (next) => {
      instant = next;
    },
  };
}

/** The calendar day in Amsterdam on which this instant falls. */
export function localDate(instant: Date): LocalDate {
  return DateTime.fromJSDate(instant, { zone: TIME_ZONE }).toISODate()!;
}

/** The hour of the day in Amsterdam, 0 to 23. */
export const localHour = (instant: Date): number => DateTime.fromJSDate(instant, { zone: TIME_ZONE }).hour;

/** Calendar arithmetic: a month or a year later keeps the day, or takes the last one (29 February + 1 year = 28 February). */
export function plus(day: LocalDate, amount: { days?: number; months?: number; years?: number }): LocalDate {
  return DateTime.fromISO(day, { zone: TIME_ZONE }).plus(amount).toISODate()!;
}

/** Whole calendar days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  const utc = { zone: 'utc' };
  return DateTime.fromISO(to, utc).diff(DateTime.fromISO(from, utc), 'days').days;
}

/** The same month so many months later, `yyyy-mm`. */
export const plusMonths = (month: string, months: number): string => plus(`${month}-01`, { months }).slice(0, 7);

/** The first and the last day of the month in which this day falls. */
export function monthOf(day: LocalDate): { first: LocalDate; last: LocalDate } {
  const first = `${day.slice(0, 7)}-01`;
  return { first, last: plus(plus(first, { months: 1 }), { days: -1 }) };
}

/** The month of a day as people write it: `december 2026`, `December 2026`. */
export function writtenMonth(day: LocalDate, language: 'nl' | 'en'): string {
  return writtenAs(day, language, 'MMMM yyyy');
}

/** A date as people write it: `5 december 2026`, `5 December 2026`. */
export function writtenDate(day: LocalDate, language: 'nl' | 'en'): string {
  return writtenAs(day, language, 'd MMMM yyyy');
}

/** A moment as people in Amsterdam write it: `5 december 2026, 09:05`. */
export const writtenMoment = (instant: Date, language: 'nl' | 'en'): string =>
  `${writtenDate(localDate(instant), language)}, ${DateTime.fromJSDate(instant, { zone: TIME_ZONE }).toFormat('HH:mm')}`;

const writtenAs = (day: LocalDate, language: 'nl' | 'en', format: string): string =>
  DateTime.fromISO(day, { zone: TIME_ZONE })
    .setLocale(language === 'nl' ? 'nl-NL' : 'en-GB')
    .toFormat(format);

/** Whether a text is a day that exists, as yyyy-mm-dd; there is no year 0. */
export function isCalendarDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !text.startsWith('0000') && DateTime.fromISO(text, { zone: 'utc' }).isValid;
}
