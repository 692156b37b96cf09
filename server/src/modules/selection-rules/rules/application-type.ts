import { sql } from '../../../platform/database/index.ts';
import { countOf } from '../facts.ts';
import { defineRule, POLARITIES } from '../rule-kind.ts';

const TYPES: Record<'nl' | 'en', Record<string, string>> = {
  nl: { OPEN: 'open sollicitatie', VACANCY: 'sollicitatie op een vacature' },
  en: { OPEN: 'open application', VACANCY: 'application for a vacancy' },
};

/** C36: a registration of a type. */
export const applicationType = defineRule({
  kind: 'APPLICATION_TYPE',
  ref: 'C36',
  section: 'CONFIGURABLE',
  polarities: POLARITIES,
  parameters: { type: { is: 'choice', choices: ['OPEN', 'VACANCY'] } },
  title: { nl: 'Inschrijvingstype', en: 'Registration type' },
  nl: {
    ONLY: ({ type }) => `Alleen personen met een inschrijving van het type ${TYPES.nl[String(type)] ?? ''}.`,
    NONE: ({ type }) => `Geen personen met een inschrijving van het type ${TYPES.nl[String(type)] ?? ''}.`,
  },
  en: {
    ONLY: ({ type }) => `Only people with a registration of the type ${TYPES.en[String(type)] ?? ''}.`,
    NONE: ({ type }) => `Nobody with a registration of the type ${TYPES.en[String(type)] ?? ''}.`,
  },
  facts: ({ parameters }) => ({
    ofType: countOf('application', sql`a.type = ${parameters['type']}`, {
      nl: 'Inschrijvingen van dit type',
      en: 'Registrations of this type',
      fields: ['Application.type'],
    }),
  }),
  matches: ({ ofType }) => sql`${ofType} > 0`,
});
