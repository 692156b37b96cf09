import { randomBytes } from 'node:crypto';
import type { EntityProperty } from '@mikro-orm/core';
import { rows, sql } from '../src/platform/database/index.ts';
import { newId } from '../src/platform/ids.ts';
import { insertAnyRow } from './any-row.ts';
import type { Work } from '../src/modules/permissions/index.ts';

/**
 * Fills every column of every table in which this person can have rows with a token of its own, whatever columns there
 * are: made from the ORM's metadata, so that a new column is filled too. Returns the tokens to search for.
 * @param options.choices also says yes, and takes the last of few, in every column that has but few values.
 * @param work people's tables are taken from its catalogue; each gets one row more, the person's own is overwritten.
 */
export async function plantCanary(
  work: Work,
  candidateId: string,
  skipTables: readonly string[] = [],
  { choices = false }: { choices?: boolean } = {},
): Promise<{ tokens: Map<string, string>; oddities: Oddity[] }> {
  const tokens = new Map<string, string>();
  const oddities: Oddity[] = [];
  for (const table of work.catalogue.personal()) {
    const meta = work.em.getMetadata().get(table.schema);
    if (skipTables.includes(meta.tableName)) continue;
    const record: Record<string, unknown> = {};
    for (const property of meta.props) {
      const column = property.fieldNames[0]!;
      const isKey = property.primary === true || property.targetMeta !== undefined;
      const fewValues = property.enum === true || property.columnTypes[0] === 'boolean';
      if (isKey || (fewValues && !choices)) continue;
      const type = property.columnTypes[0]!;
      const token = `canary${randomBytes(9).toString('hex')}`;
      if (type === 'text' && property.enum !== true) record[column] = token;
      else if (type === 'text[]') record[column] = [token];
      else if (type === 'jsonb') record[column] = { [token]: token };
      else if (type === 'bytea') record[column] = `\\x${Buffer.from(token).toString('hex')}`;
      else {
        // What management and the product itself go by is left as it is, else the person would be another case.
        const steers = ['MANAGEMENT', 'TECHNICAL'].includes(table.columns[property.name]!.is);
        const odd = steers ? undefined : oddValue(property);
        if (odd === undefined) continue;
        record[column] = odd;
        oddities.push({ table: meta.tableName, column, value: odd });
        continue;
      }
      tokens.set(`${meta.tableName}.${column}`, token);
    }
    if (table.person === 'id') await update(work, meta.tableName, candidateId, record);
    else await insert(work, meta, candidateId, record);
  }
  return { tokens, oddities };
}

/** A value in a column that holds no text of one's own: one that nobody has, or where there are few, one that erasing must change. */
export interface Oddity {
  table: string;
  column: string;
  value: string | number | boolean;
}

function oddValue(property: EntityProperty): string | number | boolean | undefined {
  const type = property.columnTypes[0]!;
  // The last of few: what is left of somebody may be any other.
  if (property.enum === true) return String(property.items!.at(-1));
  if (type === 'boolean') return true;
  if (type === 'date') return '1911-11-11';
  if (type.startsWith('timestamptz')) return '1911-11-11T11:11:11.111Z';
  if (type.startsWith('numeric(4')) return 111.1;
  if (type.startsWith('numeric')) return 111.11;
  if (type === 'int') return 11_111_111;
  return undefined;
}

/** The columns in which an odd value still stands in a row of this person. */
export async function oddValuesLeft(work: Work, candidateId: string, oddities: readonly Oddity[]): Promise<string[]> {
  const left: string[] = [];
  for (const { table, column, value } of oddities) {
    const person = sql.ref(table === 'candidate' ? 'id' : 'candidate_id');
    const found = await rows(
      work.em,
      sql`select 1 from ${sql.table(table)} where ${person} = ${candidateId} and ${sql.ref(column)}::text = (${value}::text::${sql.raw(typeOf(value))})::text`,
    );
    if (found.length > 0) left.push(`${table}.${column}`);
  }
  return left;
}

function typeOf(value: string | number | boolean): string {
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number')
    return Number.isInteger(value) ? 'int' : value === 111.1 ? 'numeric(4,1)' : 'numeric(12,2)';
  if (!/^\d{4}-/.test(value)) return 'text';
  return value.includes('T') ? 'timestamptz' : 'date';
}

async function update(work: Work, table: string, id: string, record: Record<string, unknown>): Promise<void> {
  await rows(
    work.em,
    sql`update ${sql.table(table)} t set ${sql.join(Object.keys(record).map((column) => sql`${sql.ref(column)} = r.${sql.ref(column)}`))}
        from jsonb_populate_record(null::${sql.table(table)}, ${JSON.stringify(record)}::jsonb) r where t.id = ${id}`,
  );
}

async function insert(
  work: Work,
  meta: { tableName: string; props: unknown },
  candidateId: string,
  record: Record<string, unknown>,
): Promise<void> {
  const full: Record<string, unknown> = { ...record };
  for (const property of meta.props as EntityProperty[]) {
    const column = property.fieldNames[0]!;
    const ofPerson = property.targetMeta?.tableName === 'candidate';
    if (column in full || (property.nullable === true && !ofPerson)) continue;
    full[column] = await anyValue(work, property, candidateId);
  }
  await rows(
    work.em,
    sql`insert into ${sql.table(meta.tableName)} select * from jsonb_populate_record(null::${sql.table(meta.tableName)}, ${JSON.stringify(full)}::jsonb)`,
  );
}

/** A run that has ended: an open one would be carried out. */
const OF_OWNERS: Readonly<Record<string, Record<string, unknown>>> = { erasure_run: { state: 'DONE' } };

async function anyValue(work: Work, property: EntityProperty, candidateId: string): Promise<unknown> {
  if (property.targetMeta?.tableName === 'candidate') return candidateId;
  if (property.targetMeta) {
    // What belongs to one row alone gets one of its own: another's may be taken.
    const [found] = property.primary
      ? []
      : await rows<{ id: string }>(work.em, sql`select id from ${sql.table(property.targetMeta.tableName)} limit 1`);
    if (found) return found.id;
    const [agency] = await rows<{ id: string }>(
      work.em,
      sql`select agency_id as id from candidate where id = ${candidateId}`,
    );
    const { tableName } = property.targetMeta;
    const made = await insertAnyRow(
      work.em,
      property.targetMeta,
      new Map([['agency', agency!.id]]),
      OF_OWNERS[tableName],
    );
    return made!['id'];
  }
  if (property.primary || property.columnTypes[0] === 'uuid') return newId();
  if (property.enum) return property.items![0];
  const type = property.columnTypes[0]!;
  if (type === 'date') return work.clock.today();
  if (type.startsWith('timestamptz')) return work.clock.now().toISOString();
  if (type === 'boolean') return false;
  return 0;
}

/** Every place in which one of the texts still stands: each table's rows as text and as bytes. */
export async function placesHolding(work: Work, texts: readonly string[]): Promise<string[]> {
  const tables = await rows<{ name: string }>(
    work.em,
    sql`select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const patterns = texts.flatMap((text) => [text, Buffer.from(text).toString('hex')]);
  const places: string[] = [];
  for (const { name } of tables) {
    const found = await rows<{ token: string }>(
      work.em,
      sql`select distinct token from ${sql.raw(name)} t, unnest(${patterns}::text[]) token where position(token in t::text) > 0`,
    );
    places.push(...found.map((one) => `${name}: ${one.token}`));
  }
  return places;
}
