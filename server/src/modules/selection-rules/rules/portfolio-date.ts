import { sql } from '../../../platform/database/index.ts';
import { countOf } from '../facts.ts';
import { defineRule, POLARITIES } from '../rule-kind.ts';

/** C34: registrations that have a portfolio date. */
export const portfolioDate = defineRule({
  kind: 'PORTFOLIO_DATE',
  ref: 'C34',
  section: 'CONFIGURABLE',
  polarities: POLARITIES,
  parameters: {},
  title: { nl: 'Portefeuille-datum', en: 'Portfolio date' },
  nl: {
    ONLY: () => 'Alleen personen met inschrijvingen met een portefeuille-datum.',
    NONE: () => 'Geen personen met inschrijvingen met een portefeuille-datum.',
  },
  en: {
    ONLY: () => 'Only people with registrations that have a portfolio date.',
    NONE: () => 'Nobody with registrations that have a portfolio date.',
  },
  facts: () => ({
    dated: countOf('application', sql`a.portfolio_date is not null`, {
      nl: 'Inschrijvingen met portefeuille-datum',
      en: 'Registrations with a portfolio date',
      fields: ['Application.portfolioDate'],
    }),
  }),
  matches: ({ dated }) => sql`${dated} > 0`,
});
