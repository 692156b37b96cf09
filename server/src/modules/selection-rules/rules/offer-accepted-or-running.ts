import { sql } from '../../../platform/database/index.ts';
import { countOf } from '../facts.ts';
import { defineRule, POLARITIES } from '../rule-kind.ts';

/** C28: with or without offers that were accepted or are still open. */
export const offerAcceptedOrRunning = defineRule({
  kind: 'OFFER_ACCEPTED_OR_RUNNING',
  ref: 'C28',
  section: 'CONFIGURABLE',
  polarities: POLARITIES,
  parameters: {},
  title: { nl: 'Geaccepteerde of lopende aanbieding', en: 'Accepted or running offer' },
  nl: {
    ONLY: () => 'Alleen personen met een geaccepteerde of lopende aanbieding.',
    NONE: () => 'Geen personen met een geaccepteerde of lopende aanbieding.',
  },
  en: {
    ONLY: () => 'Only people with an accepted or running offer.',
    NONE: () => 'Nobody with an accepted or running offer.',
  },
  facts: () => ({
    offers: countOf('offer', sql`o.status in ('OPEN', 'ACCEPTED')`, {
      nl: 'Geaccepteerde en lopende aanbiedingen',
      en: 'Accepted and running offers',
      fields: ['Offer.status'],
    }),
  }),
  matches: ({ offers }) => sql`${offers} > 0`,
});
