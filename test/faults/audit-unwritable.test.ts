import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchema, isInputType, type GraphQLField } from 'graphql';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ApiClient,
  csv,
  makeInstallation,
  registration,
  sendWithKey,
  setUpAgency,
  somebody,
  startMailServer,
  type Answer,
  type Installation,
  type MailServer,
  type Product,
} from '../kit/index.ts';
import { startIssuer } from './issuer.ts';
import { DEEDS, WITHOUT_ENTRY, type Deed, type World } from './deeds/index.ts';

const schema = buildSchema(
  readFileSync(fileURLToPath(new URL('../../schema/schema.graphql', import.meta.url)), 'utf8'),
);
const mutations = schema.getMutationType()!.getFields();

const AGENCY = 'Bureau Parksluizen';
/** Counts of attempts, by which too many are refused: an attempt is counted whatever becomes of it. */
const COUNTERS = ['sign_in_attempt', 'api_points'];

/** Ways in which the trail takes no entry: it refuses, or somebody's trigger swallows what is written. */
const FAULTS = {
  refuses: `raise exception 'no'`,
  swallows: 'return null',
};

/** Each command is a process of its own, on a machine that may be busy. */
const SLOW = 600_000;

describe('when the audit entry can’t be written, nothing is done (F18)', () => {
  let mail: MailServer;
  let issuer: Server;
  let installation: Installation;
  let product: Product;
  let database: pg.Client;
  let world: World;

  beforeAll(async () => {
    mail = await startMailServer();
    issuer = await startIssuer();
    installation = await makeInstallation({ SMTP_URL: mail.url });
    product = await installation.start();
    database = new pg.Client({ connectionString: await product.databaseUrl() });
    await database.connect();
    const login = await setUpAgency(installation, AGENCY);
    const admin = await new ApiClient(product.url).signIn(login);
    const people = {
      keeps: somebody('Klaas'),
      goes: somebody('Gerda'),
      due: somebody('Dorus'),
      himself: somebody('Zelf'),
    };
    await ask(Object.values(people));
    const { data } = await admin.send('{ agencies { id } roles { id builtIn } }');
    const { agencies, roles } = data as { agencies: { id: string }[]; roles: { id: string; builtIn: string }[] };
    const role = (builtIn: string) => roles.find((one) => one.builtIn === builtIn)!.id;
    world = {
      clients: { admin, colleague: admin, visitor: new ApiClient(product.url), candidate: new ApiClient(product.url) },
      mail,
      sendAsProgram: (query, variables) => sendWithKey(product.url, world.kept['programKey']!, query, variables),
      sql: (statement, values) => database.query(statement, values),
      kept: {
        agency: agencies[0]!.id,
        adminEmail: login.email,
        recruiterRole: role('RECRUITER'),
        readOnlyRole: role('READ_ONLY'),
        backOfficeRole: role('BACK_OFFICE'),
        issuer: `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`,
        ...Object.fromEntries(Object.entries(people).map(([name, { email }]) => [name, email])),
      },
    };
  });
  afterAll(async () => {
    await database.end();
    await installation.remove();
    await mail.stop();
    issuer.close();
  });

  it('for every mutation there is', () => {
    const covered = new Set([...DEEDS.map(({ mutation }) => mutation), ...Object.keys(WITHOUT_ENTRY)]);
    expect(Object.keys(mutations).filter((name) => !covered.has(name))).toEqual([]);
    expect([...covered].filter((name) => !(name in mutations))).toEqual([]);
  });

  it.each(DEEDS.map((deed, index) => [`${String(index + 1)} ${deed.mutation}`, deed] as const))(
    '%s',
    async (_name, deed) => {
      await deed.before?.(world);
      await quiet();
      const leaveOut = deed.spends ? [deed.spends.table] : [];
      const before = await picture(leaveOut);
      for (const fault of Object.values(FAULTS)) {
        await breakTrail(fault);
        const { answer } = await carryOut(deed, await deed.input?.(world));
        await mendTrail();
        expect(answer.errors.map((error) => error.extensions?.code)).toEqual(['INTERNAL_SERVER_ERROR']);
        expect(await picture(leaveOut)).toEqual(before);
      }
      const { answer, client } = await carryOut(deed, await deed.input?.(world));
      expect(answer.errors).toEqual([]);
      const payload = answer.data![deed.mutation] as { userErrors: unknown[] };
      expect(payload.userErrors).toEqual([]);
      expect(await entries()).toBeGreaterThan(before.entries);
      for (const [name, place] of Object.entries(deed.keep ?? {})) world.kept[name] = textAt(payload, place);
      if (deed.becomes) world.clients[deed.becomes] = client;
    },
  );

  it('for a file that is imported', async () => {
    const admin = world.clients.admin;
    const body = csv([registration(somebody('Nooit'), today(-1))]);
    const upload = await admin.fetch('/uploads', {
      method: 'POST',
      headers: { 'content-type': 'text/csv', 'x-wisbaar-upload': '1' },
      body,
    });
    const { uploadId } = (await upload.json()) as { uploadId: string };
    const before = await picture(['import_run', 'upload']);
    await breakTrail(FAULTS.refuses);
    const { data } = await admin.send(
      'mutation ($input: StartImportInput!) { startImport(input: $input) { importRun { id } userErrors { code } } }',
      { input: { uploadId, agencyId: world.kept['agency'], skipBad: false } },
    );
    expect(data!['startImport']).toMatchObject({ userErrors: [] });
    const state = async () =>
      (await database.query<{ state: string }>('select state from import_run order by id desc limit 1')).rows[0]?.state;
    await expect.poll(state, { timeout: 60_000 }).toBe('FAILED');
    await mendTrail();
    expect(await picture(['import_run', 'upload'])).toEqual(before);
  });

  it(
    'for what comes round by itself, and for the command line',
    async () => {
      await ask([somebody('Laat')], { sweep: false });
      await quiet();
      const before = await picture();
      for (const fault of Object.values(FAULTS)) {
        await breakTrail(fault);
        expect((await installation.run(['sweep'])).code).toBe(1);
        const setup = [
          'setup',
          '--agency',
          'Nooit',
          '--contact',
          'a@nooit.example',
          '--admin-email',
          'b@nooit.example',
        ];
        expect(
          (await installation.run([...setup, '--admin-password-stdin'], { stdin: 'een lang genoeg wachtwoord' })).code,
        ).toBe(1);
        await mendTrail();
        expect(await picture()).toEqual(before);
      }
      expect((await installation.run(['sweep'])).code).toBe(0);
      expect(await entries()).toBeGreaterThan(before.entries);
    },
    SLOW,
  );

  it('and the trail itself is whole after all of that', async () => {
    expect(await installation.run(['verify', 'audit'])).toMatchObject({ code: 0 });
  });

  // --------------------------------------------------------------------------------------------------------------------

  async function carryOut({ mutation, by = 'admin', answer = '' }: Deed, input: object | undefined) {
    const client = by === 'stranger' || by === 'program' ? new ApiClient(product.url) : world.clients[by];
    const [argument] = (mutations[mutation] as GraphQLField<unknown, unknown>).args;
    const type = argument && isInputType(argument.type) ? String(argument.type) : undefined;
    const query = type
      ? `mutation ($input: ${type}) { ${mutation}(input: $input) { ${answer} userErrors { field code message } } }`
      : `mutation { ${mutation} { ${answer} userErrors { field code message } } }`;
    const variables = input ? { input } : {};
    const given: Answer = await (by === 'program'
      ? world.sendAsProgram(query, variables)
      : client.send(query, variables));
    return { answer: given, client };
  }

  async function breakTrail(fault: string) {
    await database.query(
      `create or replace function unwritable() returns trigger language plpgsql as 'begin ${fault.replaceAll("'", "''")}; end'`,
    );
    await database.query(
      'create trigger unwritable before insert on audit_entry for each row execute function unwritable()',
    );
  }
  const mendTrail = () => database.query('drop trigger unwritable on audit_entry');

  /** Until the outbox is empty, with no file left to remove: what the product does by itself is no part of the deed. */
  async function quiet() {
    // The job that takes noted files away comes round when it pleases, and takes their notes with them.
    await database.query('delete from file_removal where not arriving');
    const waiting = async () =>
      (
        await database.query(
          `select 1 from outgoing_mail where state in ('QUEUED', 'SENDING')
           union all select 1 from hand_over where state in ('QUEUED', 'SENDING')
           union all select 1 from data_export where state in ('ASKED', 'MAKING')`,
        )
      ).rows.length;
    await expect.poll(waiting, { timeout: 60_000 }).toBe(0);
  }

  async function entries(): Promise<number> {
    const { rows } = await database.query<{ n: number }>('select count(*)::int as n from audit_entry');
    return rows[0]!.n;
  }

  /** Every row of every table, as one hash a table. */
  async function picture(leaveOut: readonly string[] = []) {
    const { rows: tables } = await database.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' and tablename !~ '^(agenda_|mikro_orm_)' order by 1`,
    );
    const hashes: Record<string, string> = {};
    for (const { name } of tables) {
      if ([...COUNTERS, ...leaveOut].includes(name)) continue;
      // When a session was used last, and how often a code was tried, is noted whatever comes of it.
      const { rows } = await database.query<{ hash: string }>(
        `select coalesce(md5(string_agg(row, ',' order by row)), 'empty') as hash from (select (to_jsonb(t) - 'last_used_at' - 'attempts')::text as row from "${name}" t) rows`,
      );
      hashes[name] = rows[0]!.hash;
    }
    return { entries: await entries(), hashes };
  }

  /** People who registered so long ago that the question whether they may be kept is due. */
  async function ask(people: readonly ReturnType<typeof somebody>[], { sweep = true } = {}) {
    const file = join(installation.dataDir, 'people.csv');
    await writeFile(file, csv(people.map((one) => registration(one, today(-20)))));
    expect((await installation.run(['import', file, '--agency', AGENCY])).code).toBe(0);
    if (!sweep) return;
    expect((await installation.run(['sweep'])).code).toBe(0);
    await Promise.all(people.map(({ email }) => mail.waitForMails(email)));
  }
});

/** What stands there in an answer, as text. */
function textAt(answer: object, place: string): string {
  const found = place.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], answer);
  return typeof found === 'string' ? found : JSON.stringify(found);
}

/** `dd-mm-yyyy`, as the files of agencies have it. */
const today = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).split('-').toReversed().join('-');
