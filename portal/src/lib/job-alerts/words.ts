import { m } from '#messages';
import type { JobAlert } from './job-alerts.graphql';

/** `magazijn of logistiek` */
const anyOf = (words: readonly string[]): string => words.join(m.alert_or());

/** What an alert is called on the page, as the mail says it: it has no name of its own. */
export const alertTitle = ({ terms }: Pick<JobAlert, 'terms'>): string =>
  terms.length === 0 ? m.alert_any_work() : anyOf(terms);

export function alertDetails({ places, hoursFrom, hoursTo, frequency }: JobAlert): string {
  const parts = [places.length === 0 ? m.alert_anywhere() : m.alert_in({ places: anyOf(places) })];
  if (hoursFrom !== null && hoursTo !== null) parts.push(m.alert_hours_between({ from: hoursFrom, to: hoursTo }));
  else if (hoursFrom !== null) parts.push(m.alert_hours_from({ hours: hoursFrom }));
  else if (hoursTo !== null) parts.push(m.alert_hours_to({ hours: hoursTo }));
  parts.push(frequency === 'DAILY' ? m.alert_daily() : m.alert_weekly());
  return parts.join(' · ');
}

export const openNow = (number: number): string =>
  number === 0 ? m.alert_open_none() : number === 1 ? m.alert_open_one() : m.alert_open_many({ number });

/** `magazijn, orderpicker` → two words. */
export const wordsOf = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
