import { agency, confirm, confirmed, day, id, newestToken, person, type Deed, type World } from './deed.ts';

const BSN = '123456782';
const KEY_IS_COUNTED = { table: 'api_key_hour', what: 'That a key was used is counted, whatever comes of it.' };

/** What a visitor fills in, with the statement that is live. */
async function filledIn({ clients }: World): Promise<object> {
  const { data } = await clients.admin.send(
    '{ publicLabel(slug: "voorjaar") { statement(language: nl) { edition } } }',
  );
  const { statement } = data!['publicLabel'] as { statement: { edition: string } };
  return {
    language: 'nl',
    callName: 'Noor',
    lastName: 'Aangemeld',
    otherVacancies: false,
    statementRead: true,
    statementEdition: statement.edition,
  };
}

/** A record of somebody, added and taken away again. */
const record = (type: string, fields: (world: World) => object): Deed[] => [
  {
    mutation: `save${type}`,
    input: (world) => ({ ...person(world), ...fields(world) }),
    answer: 'record { id }',
    keep: { [type]: 'record.id' },
  },
  { mutation: `remove${type}`, input: id(type) },
];

/** The candidate, as a preview of the deed shows him. */
async function ofMany(world: World, deed: string) {
  const people = { candidateIds: [world.kept['candidate']] };
  const { data } = await world.clients.admin.send(
    'mutation ($input: PreviewBulkInput!) { previewBulk(input: $input) { preview { mark } } }',
    { input: { people, deed } },
  );
  return { people, preview: (data as { previewBulk: { preview: { mark: string } } }).previewBulk.preview.mark };
}

export const people: readonly Deed[] = [
  {
    mutation: 'registerCandidate',
    input: (world) => ({ ...agency(world), lastName: 'Aangemeld' }),
    answer: 'candidate { id }',
    keep: { candidate: 'candidate.id' },
  },
  {
    mutation: 'updateRetentionPolicy',
    input: async (world) => {
      const { data } = await world.clients.admin.send(
        '{ agencies { retentionPolicy { preview(changes: { bsnBeforeApproval: true }) { mark } } } }',
      );
      const { agencies } = data as { agencies: [{ retentionPolicy: { preview: { mark: string } } }] };
      return { ...agency(world), bsnBeforeApproval: true, preview: agencies[0].retentionPolicy.preview.mark };
    },
  },
  {
    mutation: 'saveDocumentType',
    input: (world) => ({ ...agency(world), name: 'Verklaring' }),
    answer: 'documentType { id }',
    keep: { documentType: 'documentType.id' },
  },
  {
    mutation: 'changeDocument',
    before: async (world) => {
      const { admin } = world.clients;
      const where = new URLSearchParams({ candidate: world.kept['candidate']!, type: world.kept['documentType']! });
      const sent = await admin.fetch(`/documents?${where.toString()}`, {
        method: 'POST',
        headers: { 'x-wisbaar-upload': '1', 'x-file-name': 'verklaring.pdf' },
        body: '%PDF-1.4',
      });
      const { documentId } = (await sent.json()) as { documentId: string };
      world.kept['document'] = documentId;
    },
    input: (world) => ({ id: world.kept['document'], fileName: 'anders.pdf' }),
  },
  { mutation: 'deleteDocument', input: id('document') },
  { mutation: 'deleteDocumentType', input: id('documentType') },
  {
    mutation: 'placeHold',
    input: (world) => ({ ...person(world), reason: 'Een lopende zaak bij de rechter', until: day(30) }),
    answer: 'candidate { holds { id } }',
    keep: { hold: 'candidate.holds.0.id' },
  },
  {
    mutation: 'saveView',
    input: (world) => ({ name: 'Proef', filter: { daysUntilDue: 30 }, sharedWithAgencyId: world.kept['agency'] }),
    answer: 'savedViews { id }',
    keep: { view: 'savedViews.0.id' },
  },
  { mutation: 'removeView', input: id('view') },
  { mutation: 'endHold', input: id('hold') },
  {
    mutation: 'noteRecipient',
    input: (world) => ({ ...person(world), name: 'Opdrachtgever BV', groups: ['contact'], sentOn: day(-1) }),
    answer: 'candidate { recipients { id } }',
    keep: { recipient: 'candidate.recipients.0.id' },
  },
  { mutation: 'confirmRecipientErasure', input: ({ kept }) => ({ recipientId: kept['recipient'] }) },
  {
    mutation: 'registerDataRequest',
    input: (world) => ({ ...person(world), kind: 'ACCESS', receivedOn: day(-1) }),
    answer: 'dataRequest { id }',
    keep: { request: 'dataRequest.id' },
  },
  {
    mutation: 'extendDataRequest',
    input: (world) => ({ ...id('request')(world), reason: 'Er is veel uit te zoeken', toldOtherwise: true }),
  },
  {
    mutation: 'answerDataRequest',
    input: (world) => ({ ...id('request')(world), answer: 'GRANTED', subject: 'Je verzoek', text: 'Hierbij.' }),
  },
  { mutation: 'extendRetention', input: (world) => ({ candidateIds: [world.kept['candidate']] }), answer: 'extended' },
  { mutation: 'extendMany', input: (world) => ofMany(world, 'EXTEND'), answer: 'people' },
  {
    mutation: 'holdMany',
    input: async (world) => ({ ...(await ofMany(world, 'HOLD')), reason: 'Een zaak bij de rechter', until: day(1) }),
    answer: 'people',
  },
  {
    mutation: 'planMany',
    before: ({ sql }) => sql('update hold set released_at = now()'),
    input: async (world) => ({ ...(await ofMany(world, 'PLAN')), dueOn: day(30) }),
    answer: 'people',
  },
  { mutation: 'updateCandidate', input: (world) => ({ ...id('candidate')(world), town: 'Elders', bsn: BSN }) },
  {
    mutation: 'revealBsn',
    before: confirmed('admin'),
    input: (world) => ({ ...id('candidate')(world), reason: 'Nodig voor de loonaangifte' }),
  },
  { mutation: 'findCandidateByBsn', before: confirmed('admin'), input: () => ({ bsn: BSN }) },
  {
    mutation: 'recordPayslip',
    input: (world) => ({
      ...person(world),
      ...{ externalId: 'L-1', periodFrom: day(-30), periodTo: day(-1), paidOn: day(-1), grossCents: 2, netCents: 1 },
      lines: [{ description: 'Loon', amountCents: 2 }],
    }),
  },
  { mutation: 'giveConsent', input: (world) => ({ ...person(world), purpose: 'OTHER_VACANCIES' }) },
  { mutation: 'withdrawConsent', input: (world) => ({ ...person(world), purpose: 'OTHER_VACANCIES' }) },
  {
    mutation: 'saveVacancy',
    input: (world) => ({ ...agency(world), reference: 'V-1', title: 'Vormgever' }),
    answer: 'vacancy { id }',
    keep: { vacancy: 'vacancy.id' },
  },
  {
    mutation: 'addApplication',
    input: (world) => ({ ...person(world), vacancyId: world.kept['vacancy'] }),
    answer: 'application { id }',
    keep: { application: 'application.id' },
  },
  { mutation: 'updateApplication', input: (world) => ({ ...id('application')(world), status: 'INTERVIEW' }) },
  {
    mutation: 'saveTalentPool',
    input: (world) => ({ ...agency(world), name: 'Voorjaar' }),
    answer: 'talentPool { id }',
    keep: { talentPool: 'talentPool.id' },
  },
  { mutation: 'saveExternalAgency', input: (world) => ({ ...agency(world), name: 'Elders BV' }) },
  { mutation: 'saveOrganisationUnit', input: (world) => ({ ...agency(world), name: 'Noord' }) },
  {
    mutation: 'saveLabel',
    input: (world) => ({ ...agency(world), name: 'Voorjaar', slug: 'voorjaar' }),
    answer: 'label { id }',
    keep: { label: 'label.id' },
  },
  { mutation: 'saveLabelLook', input: ({ kept }) => ({ labelId: kept['label'], accentColour: '#5b2a86' }) },
  {
    mutation: 'saveStatementDraft',
    input: ({ kept }) => ({
      labelId: kept['label'],
      language: 'nl',
      body: 'Wij bewaren {termijnEnkeleVacature}, of {termijnMeerdereVacatures}.',
    }),
    answer: 'statement { id }',
    keep: { statement: 'statement.id' },
  },
  { mutation: 'putStatementLive', input: ({ kept }) => ({ statementId: kept['statement'], revision: 1 }) },
  {
    mutation: 'inviteToCheckIn',
    input: ({ kept }) => ({ labelId: kept['label'], email: 'weg@elders.example', language: 'nl' }),
    answer: 'invitation { id }',
    keep: { invitation: 'invitation.id' },
  },
  { mutation: 'withdrawCheckInInvitation', input: id('invitation') },
  {
    mutation: 'takeUpInvitation',
    by: 'stranger',
    before: async ({ clients, kept }) => {
      await clients.admin.send(
        'mutation ($input: InviteToCheckInInput!) { inviteToCheckIn(input: $input) { userErrors { code } } }',
        { input: { labelId: kept['label'], email: 'genodigd@elders.example', language: 'nl' } },
      );
    },
    input: async (world) => ({
      ...(await filledIn(world)),
      token: await newestToken(world, 'genodigd@elders.example', 1),
    }),
  },
  {
    mutation: 'confirmRegistration',
    by: 'stranger',
    before: async (world) => {
      await world.clients.admin.send(
        'mutation ($input: SendRegistrationInput!) { sendRegistration(input: $input) { userErrors { code } } }',
        { input: { ...(await filledIn(world)), labelSlug: 'voorjaar', email: 'inschrijver@elders.example' } },
      );
    },
    input: async (world) => ({ token: await newestToken(world, 'inschrijver@elders.example', 1) }),
  },
  ...record('Course', () => ({ course: 'VCA' })),
  ...record('Education', () => ({ study: 'Grafisch' })),
  ...record('KnowledgeArea', () => ({ area: 'Drukwerk' })),
  ...record('Skill', () => ({ skill: 'Zetten' })),
  ...record('WorkExperience', () => ({ function: 'Opmaker' })),
  ...record('ContactEntry', () => ({ channel: 'MAIL', tookPlaceOn: day(-1), subject: 'Kennismaking' })),
  ...record('Employee', () => ({ inServiceFrom: day(-1), internal: false })),
  ...record('Offer', ({ kept }) => ({ vacancyId: kept['vacancy'], status: 'OPEN', offeredOn: day(-1) })),
  ...record('Hire', ({ kept }) => ({ vacancyId: kept['vacancy'], status: 'DRAFT', startsOn: day(1) })),
  ...record('TalentPoolMember', ({ kept }) => ({ talentPoolId: kept['talentPool'], addedOn: day(-1) })),
  ...record('TrajectoryRegistration', () => ({ trajectory: 'Leerlijn', registeredOn: day(-1), status: 'IN_PROGRESS' })),
  {
    mutation: 'keepMyData',
    by: 'stranger',
    input: async (world) => ({ token: await newestToken(world, world.kept['keeps']!, 1) }),
  },
  {
    mutation: 'anonymiseMyData',
    by: 'stranger',
    input: async (world) => ({ token: await newestToken(world, world.kept['goes']!, 1) }),
  },
  {
    mutation: 'carryOutErasurePlans',
    before: (world) =>
      world.sql(
        `with due as (update candidate set retain_until = $2 where email_private = $1 returning id)
         update erasure_plan p set due_on = $2 from due where p.candidate_id = due.id and p.state = 'PLANNED'`,
        [world.kept['due'], day(-1)],
      ),
    input: async (world) => {
      const { data } = await world.clients.admin.send(
        '{ erasurePlans(filter: { state: PLANNED, dueWithinDays: 0 }) { nodes { id } } }',
      );
      const { nodes } = data!['erasurePlans'] as { nodes: { id: string }[] };
      return { planIds: nodes.map((plan) => plan.id) };
    },
    answer: 'erased',
  },
  { mutation: 'anonymiseCandidate', input: (world) => ({ ...person(world), idempotencyKey: 'once' }) },
  {
    mutation: 'deleteCandidate',
    before: async (world) => {
      const { data } = await world.clients.admin.send(
        'mutation ($input: RegisterCandidateInput!) { registerCandidate(input: $input) { candidate { id } } }',
        { input: { ...agency(world), lastName: 'Vertrekker' } },
      );
      world.kept['leaver'] = (
        data as { registerCandidate: { candidate: { id: string } } }
      ).registerCandidate.candidate.id;
    },
    input: ({ kept }) => ({ candidateId: kept['leaver'], idempotencyKey: 'gone' }),
  },
  {
    mutation: 'saveBackOffice',
    before: confirmed('admin'),
    input: ({ kept }) => ({ agencyId: kept['agency'], name: 'FlexService', url: kept['issuer'], active: true }),
  },
  {
    mutation: 'approveCandidate',
    before: async (world) => {
      const { data } = await world.clients.admin.send(
        'mutation ($input: RegisterCandidateInput!) { registerCandidate(input: $input) { candidate { id } } }',
        { input: { ...agency(world), lastName: 'Gaat-Over' } },
      );
      world.kept['approved'] = (
        data as { registerCandidate: { candidate: { id: string } } }
      ).registerCandidate.candidate.id;
    },
    input: ({ kept }) => ({ candidateId: kept['approved'] }),
    answer: 'candidate { handOvers { id } }',
    keep: { handOver: 'candidate.handOvers.0.id' },
  },
  {
    mutation: 'retryHandOver',
    before: (world) => world.sql(`update hand_over set state = 'FAILED'`),
    input: id('handOver'),
  },
  {
    mutation: 'reportAfasProfit',
    by: 'program',
    before: async (world) => {
      await confirm(world, 'admin');
      const { data } = await world.clients.admin.send(
        'mutation ($input: CreateApiClientInput!) { createApiClient(input: $input) { key } }',
        {
          input: {
            ...{ name: 'FlexService', agencyIds: [world.kept['agency']], roleId: world.kept['backOfficeRole'] },
            expiresOn: day(30),
          },
        },
      );
      world.kept['programKey'] = (data as { createApiClient: { key: string } }).createApiClient.key;
      // The first use of a key in an hour has an entry of its own.
      await world.sendAsProgram('{ today }', {});
    },
    spends: KEY_IS_COUNTED,
    input: ({ kept }) => ({ candidateId: kept['approved'], afasProfitId: '40017' }),
  },
  {
    mutation: 'reportCleanUp',
    by: 'program',
    spends: KEY_IS_COUNTED,
    input: ({ kept }) => ({ candidateId: kept['approved'] }),
    answer: 'outcome',
  },
  { mutation: 'exportCandidates', before: confirmed('admin'), input: () => ({ language: 'nl' }), answer: 'candidates' },
  { mutation: 'exportAuditEntries', input: () => ({ language: 'nl' }), answer: 'entries' },
  {
    mutation: 'exportReport',
    input: () => ({ report: { measure: 'CANDIDATES', dimension: 'AGENCY' }, language: 'nl' }),
    answer: 'groups',
  },
];
