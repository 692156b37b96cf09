import { newestToken, type Deed, type World } from './deed.ts';

const PASSWORD = 'veertig ganzen over de plas';
const USER_NAME = 'zelf.aan.zet';

/** Somebody keeps his data, makes a profile, and signs in: of his account the trail says nothing (D6). */
async function signInHimself(world: World): Promise<void> {
  const { candidate } = world.clients;
  const email = world.kept['himself']!;
  const ask = async (mutation: string, input: object) => {
    const type =
      mutation === 'keepMyData'
        ? 'AnswerQuestionInput'
        : `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const { data, errors } = await candidate.send(
      `mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code } } }`,
      { input },
    );
    const { userErrors } = (data?.[mutation] ?? { userErrors: errors }) as { userErrors: unknown[] };
    if (userErrors.length > 0) throw new Error(`${mutation} was refused: ${JSON.stringify(userErrors)}`);
  };
  const token = await newestToken(world, email, 1);
  await ask('keepMyData', { token });
  await ask('registerOnPortal', { token, userName: USER_NAME, password: PASSWORD, language: 'nl' });
  await ask('confirmPortalRegistration', { token: await newestToken(world, email, 2) });
  await ask('signInToPortal', { login: USER_NAME, password: PASSWORD });
}

/** What who is signed in to the portal does with what is his (C85, C86, B4, B6). */
export const ownData: readonly Deed[] = [
  {
    mutation: 'updateMyData',
    by: 'candidate',
    before: signInHimself,
    input: () => ({ fields: [{ name: 'town', value: 'Hellevoetsluis' }] }),
  },
  {
    mutation: 'saveMyRecord',
    by: 'candidate',
    input: () => ({ type: 'Course', fields: [{ name: 'course', value: 'VCA' }] }),
    answer: 'data { records { id type } }',
  },
  {
    mutation: 'removeMyRecord',
    by: 'candidate',
    input: async ({ clients }) => {
      const { data } = await clients.candidate.send('{ me { data { records { id type } } } }');
      const { me } = data as { me: { data: { records: { id: string; type: string }[] }[] } };
      const course = me.data.flatMap(({ records }) => records).find(({ type }) => type === 'Course');
      return { type: 'Course', id: course!.id };
    },
  },
  { mutation: 'askMyCorrection', by: 'candidate', input: () => ({ text: 'Mijn achternaam is verkeerd gespeld.' }) },
  {
    mutation: 'giveMyConsent',
    by: 'candidate',
    input: async ({ clients }) => {
      const { data } = await clients.candidate.send('{ me { privacy { statement { edition } } } }');
      const { me } = data as { me: { privacy: { statement: { edition: string } | null } } };
      return { statementEdition: me.privacy.statement?.edition ?? null };
    },
  },
  { mutation: 'withdrawMyConsent', by: 'candidate' },
  { mutation: 'requestMyExport', by: 'candidate', input: () => ({ language: 'nl' }) },
  // Once more, by who is signed in and has no link (C62).
  { mutation: 'anonymiseMyData', by: 'candidate', input: () => ({}) },
];
