import { m } from '#messages';
import { formatDay } from '#lib/format/dates.ts';
import { type Declarations, labelOf } from '#lib/session/declarations.svelte.ts';
import {
  anonymiseRefusal,
  consentChannel,
  consentPurpose,
  erasureWay,
  registrationKind,
  reportDimension,
  reportMeasure,
} from '#lib/words/terms.ts';
import type { AuditFact } from './audit.graphql.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Codes of which there are words elsewhere too. */
const codes: Record<string, (value: string) => string> = {
  channel: consentChannel,
  dimension: reportDimension,
  kind: registrationKind,
  measure: reportMeasure,
  purpose: consentPurpose,
  refusedBecause: anonymiseRefusal,
  way: erasureWay,
};

/** The value of a fact as a person reads it; what this screen doesn't know yet is shown as it came. */
export function factText({ key, value }: AuditFact, subjectType: string, declarations: Declarations): string {
  if (value === null) return '–';
  if (value === 'true' || value === 'false') return value === 'true' ? m.yes() : m.no();
  if (key === 'fields') return fieldNames(value, subjectType, declarations);
  if (DAY.test(value)) return formatDay(value);
  // Enough to tell it from others; the whole of it is in the file.
  if (UUID.test(value)) return `…${value.slice(-8)}`;
  return codes[key]?.(value) ?? value;
}

/** `lastName,town` → "Achternaam, Woonplaats". */
function fieldNames(value: string, subjectType: string, declarations: Declarations): string {
  const lines = [...declarations.of(subjectType), ...declarations.all];
  return value
    .split(',')
    .map((name) => {
      const line = lines.find(({ field }) => field === name);
      return line ? labelOf(line) : name;
    })
    .join(', ');
}
