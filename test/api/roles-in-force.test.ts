import { graphql } from 'wisbaar-schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ApiClient,
  look,
  makeInstallation,
  setUpAgency,
  startBeside,
  type Installation,
  type Login,
  type Product,
} from '../kit/index.ts';

const SETTINGS = { SECRET_KEY: 'a key of two processes that is long enough to be one' };
const Roles = graphql(`
  query RolesInForce {
    agencies {
      id
    }
    roles {
      id
      builtIn
      version
    }
  }
`);
const Register = graphql(`
  mutation RegisterInForce($input: RegisterCandidateInput!) {
    registerCandidate(input: $input) {
      candidate {
        id
      }
    }
  }
`);
const CHANGE = `mutation ($input: UpdateRoleInput!) { updateRole(input: $input) { role { version } userErrors { code field } } }`;
const LOOK = `mutation ($id: ID!) { lookAsRole(input: { id: $id }) { role { id } userErrors { code } } }`;
const STOP = `mutation { stopLookingAsRole { userErrors { code } } }`;
const MOVE = `mutation ($id: ID!) { updateCandidate(input: { id: $id, town: "Elders" }) { candidate { id } userErrors { code } } }`;

describe('a change of a role', () => {
  let installation: Installation;
  let product: Product;
  let other: Awaited<ReturnType<typeof startBeside>>;
  let admin: ApiClient;
  let recruiter: Login;
  let candidateId: string;
  const roleIds = new Map<string, string>();

  beforeAll(async () => {
    installation = await makeInstallation(SETTINGS);
    const login = await setUpAgency(installation, 'Bureau Spui');
    product = await installation.start();
    other = await startBeside(product, SETTINGS);
    admin = await new ApiClient(product.url).signIn(login);
    await admin.confirm();
    const { agencies, roles } = await admin.ask(Roles, {});
    for (const { id, builtIn } of roles) roleIds.set(builtIn!, id);
    const input = { agencyId: agencies[0]!.id, lastName: 'Vos', town: 'Delft' };
    candidateId = (await admin.ask(Register, { input })).registerCandidate.candidate!.id;
    recruiter = { email: 'rik@bureau-spui.example', password: login.password };
    await look(
      await product.databaseUrl(),
      `with s as (insert into staff_user (id, name, email, password_hash, role_id)
         select gen_random_uuid(), 'Rik', $1, u.password_hash, r.id from staff_user u, role r where r.built_in = 'RECRUITER' returning id)
       insert into staff_agency (staff_id, agency_id) select s.id, a.id from s, agency a`,
      [recruiter.email],
    );
  });
  afterAll(async () => {
    await other.stop();
    await installation.remove();
  });

  const version = async (builtIn: string) =>
    (await admin.ask(Roles, {})).roles.find((role) => role.builtIn === builtIn)!.version;
  const change = async (builtIn: string, right: string, granted: boolean) => {
    const input = {
      id: roleIds.get(builtIn),
      version: await version(builtIn),
      changes: [{ right, granted }],
      reason: 'Voor de proef',
    };
    return admin.send(CHANGE, { input });
  };
  const townFor = async (api: ApiClient) => {
    const { data, errors } = await api.send('{ candidates(first: 1) { nodes { town } } }');
    const [node] = (data!['candidates'] as { nodes: { town: string | null }[] }).nodes;
    return errors[0]?.extensions?.code ?? node!.town;
  };

  it('holds from the next request on, in every process, for sessions that were there already', async () => {
    const here = await new ApiClient(product.url).signIn(recruiter);
    const there = new ApiClient(other.url, here.cookie);
    for (const api of [here, there]) expect(await townFor(api)).toBe('Delft');
    for (const granted of [false, true, false, true]) {
      expect((await change('RECRUITER', 'see:Candidate.town', granted)).errors).toEqual([]);
      for (const api of [there, here]) expect(await townFor(api)).toBe(granted ? 'Delft' : 'FORBIDDEN');
    }
    await change('RECRUITER', 'change:Candidate.town', true);
  });

  it('is another role from the next request on too, and no role at all for who is disabled', async () => {
    const here = await new ApiClient(product.url).signIn(recruiter);
    const there = new ApiClient(other.url, here.cookie);
    const database = await product.databaseUrl();
    const become = (builtIn: string) =>
      look(database, `update staff_user set role_id = (select id from role where built_in = $1) where email = $2`, [
        builtIn,
        recruiter.email,
      ]);
    await become('CONSULTANT');
    for (const api of [here, there]) expect(await townFor(api)).toBe('FORBIDDEN');
    await become('RECRUITER');
    for (const api of [here, there]) expect(await townFor(api)).toBe('Delft');
  });

  it('says what is wrong with a code and the field, and refuses who doesn’t manage roles', async () => {
    const input = { id: roleIds.get('RECRUITER'), version: 1, changes: [], reason: 'Voor de proef' };
    const codes = async (of: object) => {
      const { data, errors } = await admin.send(CHANGE, { input: { ...input, ...of } });
      const payload = data?.['updateRole'] as { userErrors: object[] } | null;
      return (
        payload?.userErrors ?? errors.map(({ extensions }) => ({ code: extensions?.code, field: extensions?.field }))
      );
    };
    expect(await codes({})).toEqual([{ code: 'CONFLICT', field: ['version'] }]);
    expect(await codes({ reason: 'x' })).toEqual([{ code: 'BAD_USER_INPUT', field: ['reason'] }]);
    expect(await codes({ id: 'x' })).toEqual([{ code: 'BAD_USER_INPUT', field: ['id'] }]);
    const now = { version: await version('RECRUITER') };
    expect(await codes({ ...now, changes: [{ right: 'x', granted: true }] })).toEqual([
      { code: 'BAD_USER_INPUT', field: ['changes'] },
    ]);
    expect(await codes({ ...now, changes: [{ right: 'rule:edit', granted: true }] })).toEqual([
      { code: 'FORBIDDEN', field: ['changes'] },
    ]);
    const stranger = await new ApiClient(product.url).signIn(recruiter);
    for (const query of [CHANGE, `mutation ($input: CreateRoleInput!) { createRole(input: $input) { role { id } } }`]) {
      const given = query === CHANGE ? input : { name: 'Eigen', reason: 'Voor de proef' };
      const { errors } = await stranger.send(query, { input: given });
      expect(errors.map(({ extensions }) => extensions?.code)).toEqual(['FORBIDDEN']);
    }
    const { errors } = await stranger.send('{ roles { id } }');
    expect(errors.map(({ extensions }) => extensions?.code)).toEqual(['FORBIDDEN']);
  });

  describe('looking as another role (H7)', () => {
    const standing = async (api: ApiClient) => {
      const { data } = await api.send('{ viewer { permissions lookingAs { builtIn } } }');
      return data!['viewer'] as { permissions: string[]; lookingAs: { builtIn: string } | null };
    };

    it('gives what both roles have and no more, in this session alone', async () => {
      const second = new ApiClient(other.url, admin.cookie);
      const elsewhere = new ApiClient(product.url);
      await elsewhere.signIn({ email: 'beheer@bureau-spui.example', password: recruiter.password });
      await admin.send(LOOK, { id: roleIds.get('CONSULTANT') });
      for (const api of [admin, second]) {
        const { permissions, lookingAs } = await standing(api);
        expect(lookingAs).toEqual({ builtIn: 'CONSULTANT' });
        expect(permissions).toContain('rule:read');
        // The consultant has it, the admin himself has not.
        expect(permissions).not.toContain('rule:edit');
        expect(permissions).not.toContain('candidate:anonymise');
        expect(await townFor(api)).toBe('FORBIDDEN');
      }
      expect((await standing(elsewhere)).lookingAs).toBeNull();
      expect(await townFor(elsewhere)).toBe('Delft');
      await admin.send(STOP);
    });

    it('tells the rule that decides each field of that role, and changes nothing meanwhile', async () => {
      await admin.send(LOOK, { id: roleIds.get('RECRUITER') });
      const { data } = await admin.send(
        '{ viewer { lookingAs { rights { right granted decidedBy changedBy reason } } } }',
      );
      const { rights } = (data!['viewer'] as { lookingAs: { rights: { right: string }[] } }).lookingAs;
      expect(rights.find(({ right }) => right === 'see:Candidate.town')).toMatchObject({
        granted: true,
        decidedBy: 'SET',
        reason: 'Voor de proef',
      });
      expect(rights.find(({ right }) => right === 'see:Candidate.lastName')).toMatchObject({ decidedBy: 'DEFAULT' });
      const { errors } = await admin.send(MOVE, { id: candidateId });
      expect(errors.map(({ extensions }) => extensions?.code)).toEqual(['FORBIDDEN']);
      const input = { id: roleIds.get('RECRUITER'), version: 1, changes: [], reason: 'Voor de proef' };
      const changed = await admin.send(CHANGE, { input });
      expect(changed.errors.map(({ extensions }) => extensions?.code)).toEqual(['FORBIDDEN']);
      expect(await look(await product.databaseUrl(), 'select town from candidate')).toEqual([{ town: 'Delft' }]);
    });

    it('stops when asked to, once or twice, and then everything may be done again', async () => {
      expect((await admin.send(STOP)).errors).toEqual([]);
      expect((await admin.send(STOP)).errors).toEqual([]);
      expect((await standing(admin)).lookingAs).toBeNull();
      expect((await admin.send(MOVE, { id: candidateId })).errors).toEqual([]);
    });

    it('is no way in for who doesn’t manage roles, and ends with signing out', async () => {
      const stranger = await new ApiClient(product.url).signIn(recruiter);
      const { errors } = await stranger.send(LOOK, { id: roleIds.get('ADMIN') });
      expect(errors.map(({ extensions }) => extensions?.code)).toEqual(['FORBIDDEN']);
      await admin.send(LOOK, { id: roleIds.get('RECRUITER') });
      expect((await admin.send('mutation { signOut { userErrors { code } } }')).errors).toEqual([]);
      expect((await admin.send('{ viewer { id } }')).data).toEqual({ viewer: null });
    });

    it('is in the audit trail', async () => {
      const found = await look(
        await product.databaseUrl(),
        `select count(*)::int as n from audit_entry where action = 'role.looked-as'`,
      );
      expect(found).toEqual([{ n: 3 }]);
      // Asking for it where nothing is begun has no entry; the last time ended with the session.
      const stopped = await look(
        await product.databaseUrl(),
        `select subject_id from audit_entry where action = 'role.stopped-looking-as'`,
      );
      expect(stopped).toHaveLength(2);
    });
  });
});
