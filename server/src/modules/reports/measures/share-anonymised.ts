import { sql } from '../../../platform/database/index.ts';
import type { Measure } from '../measure.ts';
import { CANDIDATE_GROUPINGS, CANDIDATE_ROWS } from './candidates.ts';

const ANONYMISED = sql`coalesce(sum(r.n) filter (where r.anonymised), 0)`;

/** How many of the candidates are anonymised: the one report that anonymising changes. */
export const shareAnonymised: Measure = {
  nl: 'Aandeel geanonimiseerd',
  en: 'Share anonymised',
  of: 'Candidate',
  fields: ['Candidate.anonymised'],
  dayField: 'Candidate.registeredOn',
  rows: CANDIDATE_ROWS,
  looksAt: ['anonymised'],
  columns: {
    SHARE_ANONYMISED: {
      nl: 'Geanonimiseerd (%)',
      en: 'Anonymised (%)',
      unit: 'PERCENT',
      value: sql`round(100.0 * ${ANONYMISED} / nullif(sum(r.n), 0), 1)`,
    },
    ANONYMISED: {
      nl: 'Geanonimiseerd',
      en: 'Anonymised',
      unit: 'COUNT',
      value: ANONYMISED,
    },
    CANDIDATES: { nl: 'Kandidaten', en: 'Candidates', unit: 'COUNT', value: sql`coalesce(sum(r.n), 0)` },
  },
  by: CANDIDATE_GROUPINGS,
};
