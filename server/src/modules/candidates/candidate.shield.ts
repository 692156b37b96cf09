import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, canReadAndSee, canSee, forPeople, isStaff, meetsPeople, shieldOf } from '../permissions/index.ts';
import { candidateData } from './candidate.personal-data.ts';
import { WISH_LISTS } from './wishes.ts';

const columns = shieldOf(candidateData, ...WISH_LISTS.map((list) => list.data));

const looksAtBsns = canReadAndSee('bsn:reveal', 'Candidate.bsn');

export const candidateShield: ShieldRules = {
  Query: { candidates: can('candidate:read') },
  Mutation: {
    updateCandidate: can('candidate:update'),
    // Programs read the list itself, a page at a time and within their points.
    ...forPeople({ exportCandidates: can('candidate:export') }),
    revealBsn: looksAtBsns,
    findCandidateByBsn: looksAtBsns,
  },
  Candidate: {
    ...columns['Candidate'],
    id: meetsPeople,
    displayName: canSee('Candidate.lastName'),
    agency: meetsPeople,
    organisationUnit: meetsPeople,
    retention: can('candidate:read'),
  },
  // The basis says whether somebody consented, and so does the length of the term; when it started, when he applied; until when
  // it was extended, what he answered.
  Retention: {
    until: isStaff,
    basis: canSee('Consent.purpose'),
    startedOn: canSee('Consent.purpose'),
    termDays: canSee('Consent.purpose'),
    daysLeft: isStaff,
    extendedUntil: canReadAndSee('plan:read', 'ErasurePlan.keptUntil'),
  },
  CandidateConnection: isStaff,
  CandidateEdge: isStaff,
  UpdateCandidatePayload: isStaff,
  ExportCandidatesPayload: can('candidate:export'),
  RevealBsnPayload: looksAtBsns,
  FindCandidateByBsnPayload: looksAtBsns,
};
