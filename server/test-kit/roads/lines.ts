import type { FieldName, Permission } from '../../src/modules/permissions/index.ts';
import { newId } from '../../src/platform/ids.ts';
import { BSN, type World } from './world.ts';

/** Fields of Query that are opened by the secret of a mailed link, whoever asks. */
export const BY_LINK: readonly string[] = [
  'me',
  'erasureQuestion',
  'accountLink',
  'checkInInvitation',
  'registrationToConfirm',
  'jobAlertsOfLink',
  'portalLink',
];

/** Fields of Query that can't be asked without arguments, and by which part of the test they are walked. */
export const ARGUMENTS: Readonly<Record<string, string>> = {
  node: 'the interface',
  anonymisationDecision: 'the decision',
  report: 'the report',
  publicLabel: 'none, it is about nobody',
  previewJobAlert: 'none, it counts vacancies, for an account of the portal alone',
  statementPreview: 'none, it is about nobody',
  identifiabilityOfDue: 'none, it counts',
  labelLookPreview: 'none, it is about nobody',
  statementDifference: 'none, it is about nobody',
};

interface Need {
  readonly road: 'filter' | 'search' | 'sort';
  /** All of these must be seen by whoever asks so; or any of those. */
  readonly all?: readonly FieldName[];
  readonly any?: readonly FieldName[];
  readonly permission?: Permission;
  /** As it stands in a document; an order has its own. */
  readonly value?: string | ((world: World) => Promise<string>);
}

const by = (...all: readonly FieldName[]): Need => ({ road: 'sort', all });
const filter = (value: string, ...all: readonly FieldName[]): Need => ({ road: 'filter', all, value });
const STATE: readonly FieldName[] = ['Candidate.anonymised', 'Candidate.approvedOn'];

const PAGING = ['first', 'after', 'last', 'before'];
const pagesOf = (...lists: readonly string[]) =>
  Object.fromEntries(lists.flatMap((list) => PAGING.map((argument) => [`${list}.${argument}`, 'nobody’s' as const])));

const ofNobody = (of: string, ...members: readonly string[]) =>
  Object.fromEntries(members.map((member) => [`${of}.${member}`, 'nobody’s' as const]));

/**
 * What each argument of a query looks at: an answer that depends on a field tells it. “Nobody’s” says that no person’s field
 * is looked at. An argument, or a member of an input, that has no line here fails the test.
 */
export const NEEDS: Readonly<Record<string, Need | 'nobody’s'>> = {
  ...pagesOf(
    'candidates',
    'erasurePlans',
    'erasureRuns',
    'erasureReceipts',
    'outgoingMails',
    'handOvers',
    'dataRequests',
    'auditEntries',
    'vacancies',
    'staff',
  ),
  ...ofNobody(
    'vacancies.orderBy',
    'TITLE_ASC',
    'TITLE_DESC',
    'REFERENCE_ASC',
    'REFERENCE_DESC',
    'OPENED_ASC',
    'OPENED_DESC',
  ),
  // A receipt names nobody: who may read it may read all of it.
  ...ofNobody('erasureReceipts.filter', 'agencyId', 'from', 'until', 'ending', 'way', 'reference'),
  ...ofNobody('vacancies.filter', 'search', 'agencyId', 'status'),
  // The trail names nobody; who may read it may read all of it.
  ...ofNobody('auditEntries.filter', 'personId', 'actorId', 'actorKind', 'agencyId', 'action', 'from', 'until'),
  // Walked on a road of its own: which rule decides about somebody.
  ...ofNobody('anonymisationDecision', 'ruleSetId', 'on', 'candidateId'),
  // Walked on a road of its own: what is counted, and by what.
  ...ofNobody('report.input', 'measure', 'dimension', 'from', 'until', 'agencyId'),
  // What a label tells everybody, and the texts that its agency writes, are about nobody.
  ...ofNobody('publicLabel', 'slug'),
  ...ofNobody('previewJobAlert.criteria', 'terms', 'places', 'hoursFrom', 'hoursTo'),
  ...ofNobody('statementPreview.input', 'labelId', 'language', 'body'),
  // Counted of a whole agency, as in the preview of a set of rules.
  ...ofNobody('identifiabilityOfDue', 'agencyId'),
  ...ofNobody('labelLookPreview', 'accentColour'),
  ...ofNobody('statementDifference', 'from', 'to'),
  'node.id': 'nobody’s',
  'candidates.filter.search': {
    road: 'search',
    any: [
      'Candidate.lastName',
      'Candidate.firstNames',
      'Candidate.callName',
      'Candidate.town',
      'Candidate.emailPrivate',
      'Candidate.emailWork',
    ],
    value: '"zoek"',
  },
  'candidates.filter.talentPoolId': {
    road: 'filter',
    all: ['TalentPoolMember.talentPool'],
    value: async (world) => JSON.stringify(await world.idOf('TalentPool')),
  },
  'candidates.filter.agencyId': 'nobody’s',
  'candidates.filter.daysUntilDue': 'nobody’s',
  'candidates.filter.state': filter('ACTIVE', ...STATE),
  'candidates.filter.state.PLANNED': { road: 'filter', all: [...STATE, 'ErasurePlan.state'], permission: 'plan:read' },
  'candidates.filter.registrationKind': filter('IMPORT', 'Candidate.registrationKind'),
  'candidates.filter.hasConsent': filter('true', 'Consent.purpose'),
  'candidates.orderBy.NAME_ASC': by('Candidate.lastName'),
  'candidates.orderBy.NAME_DESC': by('Candidate.lastName'),
  'candidates.orderBy.REGISTERED_ASC': by('Candidate.registeredOn'),
  'candidates.orderBy.REGISTERED_DESC': by('Candidate.registeredOn'),
  'candidates.orderBy.DUE_ASC': by(),
  'candidates.orderBy.DUE_DESC': by(),
  'candidates.orderBy.TOWN_ASC': by('Candidate.town'),
  'candidates.orderBy.TOWN_DESC': by('Candidate.town'),
  'erasurePlans.filter.state': filter('PLANNED', 'ErasurePlan.state'),
  'erasurePlans.filter.agencyId': 'nobody’s',
  'erasurePlans.filter.dueWithinDays': filter('30', 'ErasurePlan.dueOn'),
  'erasurePlans.filter.awaitingClick': filter('true', 'ErasurePlan.state'),
  'outgoingMails.filter.state': filter('SENT', 'OutgoingMail.state'),
  'outgoingMails.filter.kind': filter('ERASURE_NOTICE', 'OutgoingMail.kind'),
  'dataRequests.filter.state': filter('OPEN', 'DataRequest.state'),
  'dataRequests.filter.kind': filter('ACCESS', 'DataRequest.kind'),
  'dataRequests.filter.overdue': filter('true', 'DataRequest.state', 'DataRequest.dueOn'),
  'dataRequests.filter.dueBy': filter('"2099-01-01"', 'DataRequest.state', 'DataRequest.dueOn'),
  'handOvers.filter.state': filter('QUEUED', 'HandOver.state'),
  'handOvers.filter.kind': filter('CANDIDATE', 'HandOver.kind'),
};

/** What a mutation is asked with where an input as small as its type allows would not do. */
export const DEEDS: Readonly<Record<string, (world: World) => Promise<object>>> = {
  registerCandidate: () => Promise.resolve({ lastName: newId() }),
  findCandidateByBsn: () => Promise.resolve({ bsn: BSN }),
  // Somebody else each time: afterwards there is nothing left to look for.
  anonymiseCandidate: async (world) => ({ candidateId: await world.freshId('Candidate'), idempotencyKey: newId() }),
  deleteCandidate: async (world) => ({ candidateId: await world.freshId('Candidate'), idempotencyKey: newId() }),
  approveCandidate: async (world) => {
    await world.hasBackOffice();
    return { candidateId: await world.freshId('Candidate') };
  },
  registerDataRequest: async (world) => ({ candidateId: await world.freshId('Candidate') }),
  extendDataRequest: async (world) => ({ id: await world.freshId('DataRequest'), reason: 'Er is veel uit te zoeken' }),
  answerDataRequest: async (world) => ({ id: await world.freshId('DataRequest') }),
  noteRecipient: () => Promise.resolve({ groups: ['contact'] }),
  deleteDocument: async (world) => ({ id: await world.freshIdOfOther('Document') }),
  placeHold: (world) =>
    Promise.resolve({ reason: 'Een lopende zaak bij de rechter', until: world.product.clock.today() }),
  withdrawConsent: async (world) => {
    await world.consentsAnew();
    return { purpose: 'OTHER_VACANCIES' };
  },
  recordPayslip: () =>
    Promise.resolve({ netCents: 100, grossCents: 100, lines: [{ description: 'Loon', amountCents: 100 }] }),
};
