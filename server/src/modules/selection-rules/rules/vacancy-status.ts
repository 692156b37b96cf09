import { sql } from '../../../platform/database/index.ts';
import { countOf } from '../facts.ts';
import { defineRule, POLARITIES } from '../rule-kind.ts';

const STATUSES: Record<'nl' | 'en', Record<string, string>> = {
  nl: { OPEN: 'open', ON_HOLD: 'in de wacht', FILLED: 'vervuld', CANCELLED: 'vervallen' },
  en: { OPEN: 'open', ON_HOLD: 'on hold', FILLED: 'filled', CANCELLED: 'cancelled' },
};

/** C51: with registrations on vacancies that have a status. */
export const vacancyStatus = defineRule({
  kind: 'VACANCY_STATUS',
  ref: 'C51',
  section: 'CONFIGURABLE',
  polarities: POLARITIES,
  parameters: { status: { is: 'choice', choices: ['OPEN', 'ON_HOLD', 'FILLED', 'CANCELLED'] } },
  title: { nl: 'Status van de vacature', en: 'Status of the vacancy' },
  nl: {
    ONLY: ({ status }) =>
      `Alleen personen met inschrijvingen op vacatures met de status ${STATUSES.nl[String(status)] ?? ''}.`,
    NONE: ({ status }) =>
      `Geen personen met inschrijvingen op vacatures met de status ${STATUSES.nl[String(status)] ?? ''}.`,
  },
  en: {
    ONLY: ({ status }) =>
      `Only people with registrations on vacancies whose status is ${STATUSES.en[String(status)] ?? ''}.`,
    NONE: ({ status }) =>
      `Nobody with registrations on vacancies whose status is ${STATUSES.en[String(status)] ?? ''}.`,
  },
  facts: ({ parameters }) => ({
    onVacancy: countOf('application', sql`v.status = ${parameters['status']}`, {
      nl: 'Inschrijvingen op zulke vacatures',
      en: 'Registrations on such vacancies',
      fields: ['Application.appliedOn'],
    }),
  }),
  matches: ({ onVacancy }) => sql`${onVacancy} > 0`,
});
