import { sql } from '../../../platform/database/index.ts';
import { countOf } from '../facts.ts';
import { defineRule, POLARITIES } from '../rule-kind.ts';

/** C29: with or without an available trajectory registration. */
export const availableTrajectory = defineRule({
  kind: 'AVAILABLE_TRAJECTORY',
  ref: 'C29',
  section: 'CONFIGURABLE',
  polarities: POLARITIES,
  parameters: {},
  title: { nl: 'Beschikbare trajectinschrijving', en: 'Available trajectory registration' },
  nl: {
    ONLY: () => 'Alleen personen met een beschikbare trajectinschrijving.',
    NONE: () => 'Geen personen met een beschikbare trajectinschrijving.',
  },
  en: {
    ONLY: () => 'Only people with an available trajectory registration.',
    NONE: () => 'Nobody with an available trajectory registration.',
  },
  facts: () => ({
    available: countOf('trajectory', sql`t.status = 'AVAILABLE'`, {
      nl: 'Beschikbare trajectinschrijvingen',
      en: 'Available trajectory registrations',
      fields: ['TrajectoryRegistration.status'],
    }),
  }),
  matches: ({ available }) => sql`${available} > 0`,
});
