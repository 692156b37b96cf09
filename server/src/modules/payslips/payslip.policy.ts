import { isBsn } from '../candidates/index.ts';
import { badInput } from '../../platform/errors.ts';
import { daysBetween, type LocalDate } from '../../platform/clock.ts';
import type { PayslipLine } from './payslip.ts';

/** What payroll delivers. Amounts in cents. */
export interface PayslipDelivery {
  readonly candidateId: string;
  readonly externalId: string;
  readonly periodFrom: LocalDate;
  readonly periodTo: LocalDate;
  readonly paidOn: LocalDate;
  /** `null`: the agency itself. */
  readonly employer: string | null;
  readonly grossCents: number;
  readonly netCents: number;
  readonly lines: readonly PayslipLine[];
}

const LONGEST = 200;
const MOST_LINES = 100;
/** A year's pay can be settled at once; more than that is a mistake. */
const LONGEST_PERIOD_DAYS = 366;
/** Ten million euros: more is a mistake in the unit. */
const MOST_CENTS = 1_000_000_000;
const MOST_QUANTITY = 100_000;
// eslint-disable-next-line no-control-regex -- control characters are just what is looked for
const UNPRINTABLE = /[\u0000-\u001f]/;
/** Nine digits on their own, with what people put between them. */
const NINE_DIGITS = /(?<![\w.])\d(?:[ .-]?\d){8}(?!\w)/g;

/**
 * What of a delivery is stored, or why it can't be.
 * @throws DomainError BAD_USER_INPUT with the field's path
 */
export function checkDelivery(delivery: PayslipDelivery): PayslipDelivery {
  const { periodFrom, periodTo } = delivery;
  const days = daysBetween(periodFrom, periodTo);
  if (days < 0) throw badInput('periodTo', 'The period ends before it begins.');
  if (days > LONGEST_PERIOD_DAYS) throw badInput('periodTo', 'A period is a year at the longest.');
  if (delivery.lines.length === 0 || delivery.lines.length > MOST_LINES)
    throw badInput('lines', `Give 1 to ${MOST_LINES} lines.`);
  return {
    ...delivery,
    externalId: text('externalId', delivery.externalId),
    employer: delivery.employer === null ? null : text('employer', delivery.employer),
    grossCents: cents('grossCents', delivery.grossCents),
    netCents: cents('netCents', delivery.netCents),
    lines: delivery.lines.map((line, index) => checkLine(`lines.${index}`, line)),
  };
}

function checkLine(at: string, line: PayslipLine): PayslipLine {
  const { quantity, rateCents } = line;
  if (quantity !== null && (!Number.isFinite(quantity) || Math.abs(quantity) > MOST_QUANTITY))
    throw badInput(`${at}.quantity`, `Give at most ${MOST_QUANTITY}.`);
  return {
    description: text(`${at}.description`, line.description),
    quantity,
    rateCents: rateCents === null ? null : cents(`${at}.rateCents`, rateCents),
    amountCents: cents(`${at}.amountCents`, line.amountCents),
  };
}

/**
 * A text that is shown and printed. A BSN in it would be a way past the mask (D12), so whatever could be one is refused,
 * whosever it is: whether it is this person's is told to nobody.
 */
function text(field: string, given: string): string {
  const value = given.trim();
  if (value === '' || value.length > LONGEST) throw badInput(field, `Give 1 to ${LONGEST} characters.`);
  if (UNPRINTABLE.test(value)) throw badInput(field, 'This text holds characters that can’t be stored.');
  const numbers = value.match(NINE_DIGITS) ?? [];
  if (numbers.some((digits) => isBsn(digits.replace(/\D/g, ''))))
    throw badInput(field, 'This text holds a number that could be a BSN.');
  return value;
}

function cents(field: string, given: number): number {
  if (!Number.isInteger(given) || Math.abs(given) > MOST_CENTS)
    throw badInput(field, 'Give whole cents, ten million euros at the most.');
  return given;
}
