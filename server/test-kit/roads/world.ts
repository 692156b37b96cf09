import type { EntityMetadata } from '@mikro-orm/core';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '../../src/app/modules.ts';
import { startProduct } from '../../src/app/product.ts';
import { sealBsn } from '../../src/modules/candidates/index.ts';
import {
  PERMISSIONS,
  rightsOf,
  type BuiltInRole,
  type FieldName,
  type RightName,
  type Rights,
} from '../../src/modules/permissions/index.ts';
import { BUILT_IN_ROLE_IDS } from '../../src/modules/roles/index.ts';
import { newContent } from '../../src/modules/rule-sets/new-content.ts';
import { rows, sql } from '../../src/platform/database/index.ts';
import { readEnv } from '../../src/platform/env.ts';
import { readGlobalId, toGlobalId } from '../../src/platform/graphql/index.ts';
import { newId } from '../../src/platform/ids.ts';
import { hashToken, newToken } from '../../src/platform/secrets.ts';
import { insertAnyRow } from '../any-row.ts';
import { plantCanary } from '../canary.ts';
import { SECRET_KEY, startTestProduct, type TestProduct } from '../index.ts';

export interface Answer {
  status: number;
  text: string;
  data: Record<string, unknown> | null | undefined;
  errors: { message: string; path?: (string | number)[]; extensions?: { code?: string } }[];
}

/** An employee with a role, who asks over HTTP like anybody. */
export interface Traveller {
  readonly name: string;
  readonly rights: Rights;
  ask(query: string, variables?: object): Promise<Answer>;
  upload(file: string): Promise<string>;
  /** A file's address, with his session. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

export const BSN = '111222333';

/** A product that is served, with one person in it who has a row in every table and a token in every text. */
export async function makeWorld() {
  const product = await startTestProduct();
  const dataDir = await mkdtemp(join(tmpdir(), 'wisbaar-roads-'));
  const { agencyId, unitId } = await fillAgency(product);
  const candidateId = newId();
  const tokens = await plantPerson(product, agencyId, unitId, candidateId);
  const served = await startProduct(
    readEnv({
      DATABASE_URL: product.url,
      DATA_DIR: dataDir,
      PORT: '0',
      SECRET_KEY,
      FAKE_NOW: product.clock.now().toISOString(),
      LOG_LEVEL: 'silent',
      DEMO: '0',
    }),
    { http: true, jobs: false },
    () => undefined,
  );
  return {
    product,
    agencyId,
    candidateId,
    /** What stands in the fields that hold a text, by field. */
    tokens,
    idOf: (type: string) => idOf(product, type, candidateId),
    freshId: (type: string) => freshId(product, type, agencyId, candidateId),
    /** The same of somebody else, whom no hold keeps. */
    freshIdOfOther: async (type: string) => {
      const other = readGlobalId(await freshId(product, 'Candidate', agencyId, candidateId))!;
      return freshId(product, type, agencyId, other.id);
    },
    consentsAnew: async () => {
      await rows(product.workAs().em, sql`update consent set withdrawn_at = null, purpose = 'OTHER_VACANCIES'`);
    },
    hasBackOffice: async () => {
      await rows(
        product.workAs().em,
        sql`insert into back_office (agency_id, name, url, secret_sealed, active, changed_at)
            values (${agencyId}, 'FlexService', 'https://flexservice.example', decode('00', 'hex'), true, now())
            on conflict (agency_id) do update set active = true`,
      );
    },
    builtIn: (role: BuiltInRole) =>
      traveller(product, served.url!, agencyId, {
        name: role,
        id: BUILT_IN_ROLE_IDS[role],
        rights: rightsOf(catalogue, { builtIn: role, changes: new Map() }),
      }),
    ownRole: async (name: string, granted: readonly RightName[]) => {
      const id = newId();
      const changes = new Map(granted.map((right) => [right, true] as const));
      const work = product.workAs();
      await insertAnyRow(work.em, metaOf(product, 'Role'), new Map(), { id, name });
      for (const right of granted)
        await insertAnyRow(work.em, metaOf(product, 'RoleRight'), new Map([['role', id]]), { right, granted: true });
      return traveller(product, served.url!, agencyId, {
        name,
        id,
        rights: rightsOf(catalogue, { builtIn: null, changes }),
      });
    },
    /** Somebody with every right, in an agency of his own with one person in it. */
    outsider: async () => {
      const work = product.workAs();
      const [agency, unit, person, role] = [newId(), newId(), newId(), newId()];
      const owners = new Map([['agency', agency]]);
      await insertAnyRow(work.em, metaOf(product, 'Agency'), new Map(), { id: agency });
      await insertAnyRow(work.em, metaOf(product, 'RetentionPolicy'), owners);
      await insertAnyRow(work.em, metaOf(product, 'OrganisationUnit'), owners, { id: unit });
      await insertAnyRow(work.em, metaOf(product, 'Candidate'), owners, { id: person });
      await insertAnyRow(work.em, metaOf(product, 'Role'), new Map(), { id: role, name: 'outsider' });
      for (const right of EVERY_RIGHT)
        await insertAnyRow(work.em, metaOf(product, 'RoleRight'), new Map([['role', role]]), { right, granted: true });
      const rights = rightsOf(catalogue, { builtIn: null, changes: new Map(EVERY_RIGHT.map((one) => [one, true])) });
      const who = await traveller(product, served.url!, agency, { name: 'outsider', id: role, rights });
      return { who, agencyId: agency, unitId: unit, candidateId: person };
    },
    stop: async () => {
      await served.stop();
      await product.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}
export type World = Awaited<ReturnType<typeof makeWorld>>;

/** Every right that there is, but those per type of document. */
export const EVERY_RIGHT: readonly RightName[] = [
  ...PERMISSIONS,
  ...catalogue
    .publishedFields()
    .flatMap(({ type, field }): RightName[] => [`see:${type}.${field}`, `change:${type}.${field}`]),
];

const metaOf = (product: TestProduct, name: string) =>
  product.orm.getMetadata().find(name as never) as unknown as EntityMetadata;

/** Where a row as small as its table allows would be no sense. */
const PLANTED: Readonly<Record<string, Record<string, unknown>>> = { rule_set: { content: newContent('AVG') } };

/** A row in every table that is nobody's. */
async function fillAgency(product: TestProduct): Promise<{ agencyId: string; unitId: string }> {
  const { em } = product.workAs();
  // The trail is a chain, which can't be made up.
  const personal = new Set(['audit_entry', ...catalogue.personal().map(({ schema }) => schema.meta.tableName)]);
  const owners = new Map<string, string>();
  let waiting = ([...product.orm.getMetadata().getAll().values()] as EntityMetadata[]).filter(
    ({ tableName }) => !personal.has(tableName),
  );
  for (const first of ['agency', 'organisation_unit'])
    waiting = waiting.toSorted((one, other) => Number(other.tableName === first) - Number(one.tableName === first));
  while (waiting.length > 0) {
    const left: EntityMetadata[] = [];
    for (const meta of waiting) {
      const ready = meta.props.every(
        ({ targetMeta, nullable }) =>
          !targetMeta || nullable === true || owners.has(targetMeta.tableName) || personal.has(targetMeta.tableName),
      );
      if (!ready) left.push(meta);
      else if (
        meta.props.some(
          ({ targetMeta, nullable }) => targetMeta && nullable !== true && personal.has(targetMeta.tableName),
        )
      )
        continue;
      else {
        const [id] = Object.values((await insertAnyRow(em, meta, owners, PLANTED[meta.tableName])) ?? {});
        if (id !== undefined) owners.set(meta.tableName, id);
      }
    }
    if (left.length === waiting.length)
      throw new Error(`Nobody can fill ${left.map(({ tableName }) => tableName).join()}.`);
    waiting = left;
  }
  return { agencyId: owners.get('agency')!, unitId: owners.get('organisation_unit')! };
}

/** The id of a row of this type that is there already: the person's own, where it is somebody's. */
async function idOf(product: TestProduct, type: string, candidateId: string): Promise<string> {
  const { tableName, props } = metaOf(product, type);
  const person = ['id', 'candidate_id'].find((column) =>
    column === 'id' ? type === 'Candidate' : props.some(({ fieldNames }) => fieldNames[0] === column),
  );
  const own = person === undefined ? sql`true` : sql`${sql.ref(person)} = ${candidateId}`;
  const [found] = await rows<{ id: string }>(
    product.workAs().em,
    sql`select id from ${sql.table(tableName)} where ${own} order by id limit 1`,
  );
  return toGlobalId(type, found!.id);
}

/** One more row of the person, to be taken away. */
async function freshId(product: TestProduct, type: string, agencyId: string, candidateId: string): Promise<string> {
  const { em } = product.workAs();
  const meta = metaOf(product, type);
  const owners = new Map([
    ['agency', agencyId],
    ['candidate', candidateId],
  ]);
  for (const { targetMeta, nullable } of meta.props) {
    if (!targetMeta || nullable === true || owners.has(targetMeta.tableName)) continue;
    const [found] = await rows<{ id: string }>(em, sql`select id from ${sql.table(targetMeta.tableName)} limit 1`);
    owners.set(targetMeta.tableName, found!.id);
  }
  const key = await insertAnyRow(em, meta, owners, type === 'Candidate' ? { id: newId() } : {});
  return key ? toGlobalId(type, key['id']!) : idOf(product, type, candidateId);
}

async function plantPerson(product: TestProduct, agencyId: string, unitId: string, candidateId: string) {
  const work = product.workAs({ kind: 'system', name: 'test' });
  const owners = new Map([
    ['agency', agencyId],
    ['organisation_unit', unitId],
  ]);
  await insertAnyRow(work.em, metaOf(product, 'Candidate'), owners, { id: candidateId });
  const planted = await plantCanary(work, candidateId);
  const tokenOf = (column: string) => planted.tokens.get(column)!;
  const { bsnCipher, bsnHash } = sealBsn(product.secrets, candidateId, BSN);
  await rows(
    work.em,
    sql`update candidate set bsn_cipher = ${bsnCipher}, bsn_hash = ${bsnHash}, anonymised = false where id = ${candidateId}`,
  );
  // Mails as the product writes them: they name and address their person.
  await rows(
    work.em,
    sql`update outgoing_mail set agency_id = ${agencyId}, "to" = "to" || ${tokenOf('candidate.email_private')},
          subject = subject || ${tokenOf('candidate.call_name')}, text = text || ${tokenOf('candidate.last_name')} where candidate_id = ${candidateId}`,
  );
  await rows(
    work.em,
    sql`update payslip set agency_id = ${agencyId}, lines = jsonb_build_array(jsonb_build_object('description', (select min(key) from jsonb_object_keys(lines) key), 'quantity', 1, 'rateCents', 1, 'amountCents', 1))`,
  );
  await rows(work.em, sql`update erasure_receipt set agency_id = ${agencyId}`);
  const tokens = new Map<FieldName, readonly string[]>();
  for (const { type, field, property, declaration } of catalogue.publishedFields()) {
    const meta = work.em.getMetadata().get(declaration.schema);
    const column = (meta.properties as Record<string, { fieldNames: string[] }>)[property]!.fieldNames[0]!;
    const token = planted.tokens.get(`${meta.tableName}.${column}`);
    if (token !== undefined) tokens.set(`${type}.${field}`, [token]);
  }
  tokens.set('Candidate.bsn', [BSN, `***${BSN.slice(-3)}`]);
  return tokens;
}

async function traveller(
  product: TestProduct,
  url: string,
  agencyId: string,
  role: { name: string; id: string; rights: Rights },
): Promise<Traveller> {
  const { em } = product.workAs();
  const [staffId, token] = [newId(), newToken()];
  const owners = new Map([
    ['role', role.id],
    ['staff_user', staffId],
    ['agency', agencyId],
  ]);
  await insertAnyRow(em, metaOf(product, 'StaffUser'), owners, { id: staffId });
  await insertAnyRow(em, metaOf(product, 'StaffAgency'), owners);
  await insertAnyRow(em, metaOf(product, 'StaffSession'), owners, {
    token_hash: `\\x${hashToken(token).toString('hex')}`,
    expires_at: '2099-01-01T00:00:00Z',
    looking_as_role_id: null,
    // He has just shown that it is he.
    confirmed_at: product.clock.now().toISOString(),
  });
  const cookie = `wisbaar_session=${token}`;
  return {
    name: role.name,
    rights: role.rights,
    async ask(query, variables = {}) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie },
        body: JSON.stringify({ query, variables }),
      });
      const text = await response.text();
      const { data, errors = [] } = JSON.parse(text) as Pick<Answer, 'data'> & { errors?: Answer['errors'] };
      return { status: response.status, text, data, errors };
    },
    async upload(file) {
      const response = await fetch(`${url}/uploads`, {
        method: 'POST',
        headers: { 'content-type': 'text/csv', 'x-wisbaar-upload': '1', cookie },
        body: file,
      });
      return ((await response.json()) as { uploadId: string }).uploadId;
    },
    fetch: (path, init = {}) =>
      fetch(`${url}${path}`, { ...init, headers: { ...(init.headers as Record<string, string> | undefined), cookie } }),
  };
}
