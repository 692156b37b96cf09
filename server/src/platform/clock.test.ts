import { describe, expect, it } from 'vitest';
import { createStoppedClock, daysBetween, localDate, plus, writtenDate } from './clock.ts';

describe('calendar days in Amsterdam (D14, F13)', () => {
  it.each([
    ['2026-06-01T21:59:59Z', '2026-06-01'],
    ['2026-06-01T22:00:00Z', '2026-06-02'],
    ['2026-12-31T22:59:59Z', '2026-12-31'],
    ['2026-12-31T23:00:00Z', '2027-01-01'],
  ])('at %s it is %s', (instant, day) => {
    expect(localDate(new Date(instant))).toBe(day);
    expect(createStoppedClock(instant).today()).toBe(day);
  });

  it('a day is a day, also when the clocks change', () => {
    expect(plus('2026-03-28', { days: 1 })).toBe('2026-03-29');
    expect(plus('2026-03-29', { days: 1 })).toBe('2026-03-30');
    expect(plus('2026-10-25', { days: 1 })).toBe('2026-10-26');
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-10-26', '2026-10-24')).toBe(-2);
  });

  it.each([
    ['2028-02-29', { years: 1 }, '2029-02-28'],
    ['2027-02-28', { years: 1 }, '2028-02-28'],
    ['2026-01-31', { months: 1 }, '2026-02-28'],
    ['2028-01-31', { months: 1 }, '2028-02-29'],
  ])('%s and %o is %s (D2)', (day, amount, later) => {
    expect(plus(day, amount)).toBe(later);
  });

  it('is written as people write it', () => {
    expect(writtenDate('2026-12-05', 'nl')).toBe('5 december 2026');
    expect(writtenDate('2026-12-05', 'en')).toBe('5 December 2026');
  });
});
