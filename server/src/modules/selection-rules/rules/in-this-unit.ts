import { sql } from '../../../platform/database/index.ts';
import { onPerson } from '../facts.ts';
import { defineRule, POLARITIES } from '../rule-kind.ts';

/** C42: belonging to one organisation unit. */
export const inThisUnit = defineRule({
  kind: 'IN_THIS_UNIT',
  ref: 'C42',
  section: 'CONFIGURABLE',
  polarities: POLARITIES,
  parameters: { unit: { is: 'row', table: 'organisation_unit' } },
  title: { nl: 'Organisatie-onderdeel', en: 'Organisation unit' },
  nl: {
    ONLY: ({ unit }, names) => `Alleen personen van het organisatie-onderdeel “${names.get(String(unit)) ?? '–'}”.`,
    NONE: ({ unit }, names) => `Geen personen van het organisatie-onderdeel “${names.get(String(unit)) ?? '–'}”.`,
  },
  en: {
    ONLY: ({ unit }, names) => `Only people of the organisation unit “${names.get(String(unit)) ?? '–'}”.`,
    NONE: ({ unit }, names) => `Nobody of the organisation unit “${names.get(String(unit)) ?? '–'}”.`,
  },
  facts: ({ parameters }) => ({
    flag: onPerson(sql`coalesce(c.organisation_unit_id = ${parameters['unit']}, false)`, {
      nl: 'In dit organisatie-onderdeel',
      en: 'In this organisation unit',
      fields: [],
    }),
  }),
  matches: ({ flag }) => flag!,
});
