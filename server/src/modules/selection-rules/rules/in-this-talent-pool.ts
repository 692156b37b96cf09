import { sql } from '../../../platform/database/index.ts';
import { countOf } from '../facts.ts';
import { defineRule, POLARITIES } from '../rule-kind.ts';

/** C35: in one talent pool (D16). */
export const inThisTalentPool = defineRule({
  kind: 'IN_THIS_TALENT_POOL',
  ref: 'C35',
  section: 'CONFIGURABLE',
  polarities: POLARITIES,
  parameters: { talentPool: { is: 'row', table: 'talent_pool' } },
  title: { nl: 'In een bepaalde talentpool', en: 'In a certain talent pool' },
  nl: {
    ONLY: ({ talentPool }, names) => `Alleen personen in de talentpool “${names.get(String(talentPool)) ?? '–'}”.`,
    NONE: ({ talentPool }, names) => `Geen personen in de talentpool “${names.get(String(talentPool)) ?? '–'}”.`,
  },
  en: {
    ONLY: ({ talentPool }, names) => `Only people in the talent pool “${names.get(String(talentPool)) ?? '–'}”.`,
    NONE: ({ talentPool }, names) => `Nobody in the talent pool “${names.get(String(talentPool)) ?? '–'}”.`,
  },
  facts: ({ parameters }) => ({
    memberships: countOf('pool', sql`m.application_id is null and m.talent_pool_id = ${parameters['talentPool']}`, {
      nl: 'Plaatsen in deze talentpool',
      en: 'Places in this talent pool',
      fields: ['TalentPoolMember.talentPool', 'TalentPoolMember.application'],
    }),
  }),
  matches: ({ memberships }) => sql`${memberships} > 0`,
});
