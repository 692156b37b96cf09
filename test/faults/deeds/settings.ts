import { agency, becomes, confirm, confirmed, day, id, type Deed } from './deed.ts';

const [SUBJECT, BODY] = ['Mogen wij?', 'Hier: {anonimiseringLink}'];
const QUESTION = {
  ...{ name: 'Vraag', daysAfterFirst: 0 },
  ...{ subjectNl: SUBJECT, bodyNl: BODY, subjectEn: SUBJECT, bodyEn: BODY },
};

export const settings: readonly Deed[] = [
  { mutation: 'saveContactMoments', input: (world) => ({ ...agency(world), moments: [QUESTION] }) },
  {
    mutation: 'saveSurvey',
    input: async (world) => {
      const off = { active: false, daysBefore: 60, keepPeriod: 'SAME_TERM', skipMailedDays: 30 };
      const wanted = { ...off, skipRunning: true, skipHired: true, skipInPool: true };
      const { data } = await world.clients.admin.send(
        'query ($settings: SurveySettings!) { agencies { survey { preview(settings: $settings) { mark } } } }',
        { settings: wanted },
      );
      const { agencies } = data as { agencies: [{ survey: { preview: { mark: string } } }] };
      return { ...agency(world), settings: wanted, messages: [QUESTION], preview: agencies[0].survey.preview.mark };
    },
  },
  {
    mutation: 'createRole',
    before: async (world) => {
      await becomes(world, 'RECRUITER');
      await confirm(world, 'admin');
    },
    input: () => ({ name: 'Meekijker', reason: 'Voor de proef' }),
    answer: 'role { id version }',
    keep: { role: 'role.id', roleVersion: 'role.version' },
  },
  {
    mutation: 'updateRole',
    before: confirmed('admin'),
    input: (world) => ({
      ...id('role')(world),
      version: Number(world.kept['roleVersion']),
      changes: [{ right: 'candidate:read', granted: true }],
      reason: 'Voor de proef',
    }),
  },
  { mutation: 'lookAsRole', input: id('role') },
  { mutation: 'stopLookingAsRole' },
  { mutation: 'deleteRole', input: id('role') },
  {
    mutation: 'createApiClient',
    before: confirmed('admin'),
    input: ({ kept }) => ({
      name: 'Website',
      agencyIds: [kept['agency']],
      roleId: kept['readOnlyRole'],
      expiresOn: day(30),
    }),
    answer: 'apiClient { id keys { id } }',
    keep: { apiClient: 'apiClient.id', apiKey: 'apiClient.keys.0.id' },
  },
  {
    mutation: 'issueApiKey',
    before: confirmed('admin'),
    input: ({ kept }) => ({ apiClientId: kept['apiClient'], expiresOn: day(30) }),
  },
  { mutation: 'revokeApiKey', input: id('apiKey') },
  { mutation: 'updateApiClient', input: (world) => ({ ...id('apiClient')(world), name: 'De website' }) },
  { mutation: 'disableApiClient', input: id('apiClient') },
  { mutation: 'enableApiClient', before: confirmed('admin'), input: id('apiClient') },
  {
    mutation: 'saveIdentityProvider',
    before: confirmed('admin'),
    input: (world) => ({
      ...agency(world),
      name: 'Eigen login',
      issuer: world.kept['issuer'],
      clientId: 'wisbaar',
      mailDomains: ['elders.example'],
      passwordSignIn: true,
    }),
  },
  { mutation: 'removeIdentityProvider', input: agency },
];
