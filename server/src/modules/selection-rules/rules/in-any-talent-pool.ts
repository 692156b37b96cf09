import { sql } from '../../../platform/database/index.ts';
import { countOf } from '../facts.ts';
import { defineRule, POLARITIES } from '../rule-kind.ts';

/** C45: in any talent pool (D16). */
export const inAnyTalentPool = defineRule({
  kind: 'IN_ANY_TALENT_POOL',
  ref: 'C45',
  section: 'CONFIGURABLE',
  polarities: POLARITIES,
  parameters: {},
  title: { nl: 'In een talentpool', en: 'In a talent pool' },
  nl: {
    ONLY: () => 'Alleen personen in een talentpool.',
    NONE: () => 'Geen personen in een talentpool.',
  },
  en: {
    ONLY: () => 'Only people in a talent pool.',
    NONE: () => 'Nobody in a talent pool.',
  },
  facts: () => ({
    memberships: countOf('pool', sql`m.application_id is null`, {
      nl: 'Plaatsen in talentpools',
      en: 'Places in talent pools',
      fields: ['TalentPoolMember.talentPool', 'TalentPoolMember.application'],
    }),
  }),
  matches: ({ memberships }) => sql`${memberships} > 0`,
});
