import { base, en, Faker, nl } from '@faker-js/faker';
import { plus, type LocalDate } from '../../platform/clock.ts';
import type { NewRecord } from '../../platform/database/index.ts';
import type { PayslipLine } from '../payslips/index.ts';
import type { SettledAgency } from './invent-candidates.ts';

/** Months of pay that the demo goes back. */
const MONTHS = 4;

/** Payslips of whoever has been approved, one for each month that has ended since, as payroll would have delivered them. */
export function inventPayslips(
  { seed, today, now }: { seed: number; today: LocalDate; now: Date },
  agencies: readonly SettledAgency[],
  candidates: readonly NewRecord[],
): NewRecord[] {
  // Chances of its own: the people of the demo stay who they are, whatever they earn.
  const faker = new Faker({ locale: [nl, en, base], seed });
  const names = new Map(agencies.map(({ id, demo }) => [id, demo.name]));
  const thisMonth = `${today.slice(0, 7)}-01`;
  return candidates.flatMap((candidate) => {
    const approvedOn = candidate['approvedOn'] as LocalDate | null;
    if (approvedOn === null) return [];
    const rateCents = faker.number.int({ min: 1_465, max: 3_200 });
    return Array.from({ length: MONTHS }, (_, index) => plus(thisMonth, { months: index - MONTHS }))
      .filter((periodFrom) => periodFrom >= approvedOn)
      .map((periodFrom) => {
        const nextMonth = plus(periodFrom, { months: 1 });
        return {
          id: faker.string.uuid(),
          candidateId: candidate['id'],
          agencyId: candidate['agencyId'],
          externalId: `LA-${periodFrom.slice(0, 7)}-${faker.string.alphanumeric({ length: 8, casing: 'upper' })}`,
          periodFrom,
          periodTo: plus(nextMonth, { days: -1 }),
          paidOn: [plus(nextMonth, { days: 4 }), today].toSorted()[0]!,
          employer: names.get(candidate['agencyId'] as string)!,
          receivedAt: now,
          ...inventPay(faker, rateCents),
        };
      });
  });
}

function inventPay(faker: Faker, rateCents: number): { grossCents: number; netCents: number; lines: PayslipLine[] } {
  const hours = faker.number.int({ min: 160, max: 344 }) / 2;
  const kilometres = faker.number.int({ min: 0, max: 30 }) * 20;
  const part = (cents: number, percentage: number) => Math.round((cents * percentage) / 100);
  const wage = Math.round(hours * rateCents);
  const holiday = part(wage, 8.33);
  const gross = wage + holiday;
  const pension = part(gross, 3.9);
  const tax = part(gross - pension, 21);
  const travel = kilometres * 23;
  const lines: PayslipLine[] = [
    { description: 'Gewerkte uren', quantity: hours, rateCents, amountCents: wage },
    { description: 'Vakantiebijslag 8,33%', quantity: null, rateCents: null, amountCents: holiday },
    { description: 'Pensioenpremie', quantity: null, rateCents: null, amountCents: -pension },
    { description: 'Loonheffing', quantity: null, rateCents: null, amountCents: -tax },
    ...(travel > 0
      ? [{ description: 'Reiskosten, per kilometer', quantity: kilometres, rateCents: 23, amountCents: travel }]
      : []),
  ];
  return { grossCents: gross, netCents: gross - pension - tax + travel, lines };
}
