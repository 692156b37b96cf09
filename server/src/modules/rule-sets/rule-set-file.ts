import { z } from 'zod';
import { inTransaction, rows, sql, type EntityManager } from '../../platform/database/index.ts';
import { badInput } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { worksForAgency, type Actor, type Work } from '../permissions/index.ts';
import { contentHash, RULE_KIND, RuleSetSchema, type ParameterLine, type RuleSet } from '../selection-rules/index.ts';
import { note, soundAgencies, soundName } from './draft-rule-set.ts';
import { namedContent } from './named-content.ts';
import { soundContent, type GivenContent } from './sound-content.ts';

const FORMAT = 'wisbaar-rule-set';
const VERSION = 1;
/** Characters; a set of a hundred rules and five notices in two languages stays far below. */
export const LARGEST_FILE = 200_000;

const Row = z.strictObject({ agency: z.string(), name: z.string() });
const File = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  name: z.string(),
  agencies: z.array(z.string()).min(1).max(1_000),
  content: z.strictObject({
    rules: z.array(
      z.strictObject({
        kind: z.string(),
        polarity: z.enum(['ONLY', 'NONE']).optional(),
        parameters: z.record(z.string(), z.union([z.string(), z.number(), Row])).default({}),
      }),
    ),
    withNotice: z.boolean(),
    daysToErasure: z.number(),
    moments: z.array(
      z.strictObject({
        name: z.string(),
        daysAfterFirst: z.number(),
        subjectNl: z.string(),
        bodyNl: z.string(),
        subjectEn: z.string(),
        bodyEn: z.string(),
      }),
    ),
    deregistrationRule: z.string(),
    plus: z.boolean(),
    marginPercent: z.number(),
  }),
  /** Left out of a file that is written by hand. */
  contentHash: z.string().optional(),
  /** When the customer approved it in the environment from which the file is. */
  approvedAt: z.iso.datetime({ offset: true }).nullish(),
});
type File = z.infer<typeof File>;

/** A set as a file, by which it goes from one environment to the other (C16): names instead of ids, and its mark. */
export async function ruleSetFile(em: EntityManager, set: RuleSet): Promise<string> {
  const { agencies, content } = await namedContent(em, set.agencyIds, set.content);
  const hash = contentHash(agencies, content);
  const file: File = {
    format: FORMAT,
    version: VERSION,
    name: set.name,
    agencies: [...agencies],
    content: structuredClone(content) as File['content'],
    contentHash: hash,
    // Approved was what its mark says: not what became of it since by another name of an agency or a pool.
    approvedAt: hash === set.contentHash ? (set.approvedAt?.toISOString() ?? null) : null,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * A consultant brings a set from another environment (C10, C16). One that was approved there waits here for the customer, who
 * approves that very set by its mark; any other is a draft.
 * @throws DomainError BAD_USER_INPUT with the path in the file of what is wrong
 */
export async function importRuleSet(work: Work, text: string): Promise<RuleSet> {
  const file = readFile(text);
  const name = soundName(file.name);
  return inTransaction(work.em, async (em) => {
    const agencyIds = soundAgencies(work.actor, await agenciesOf(em, work.actor, file.agencies));
    const content = await soundContent(em, agencyIds, await withIds(em, agencyIds, file.content));
    const named = await namedContent(em, agencyIds, content);
    const hash = contentHash(named.agencies, named.content);
    if (file.contentHash !== undefined && file.contentHash !== hash)
      throw badInput('contentHash', 'This file was changed after it was made: its mark is not that of what it says.');
    const approvedAt = file.contentHash === undefined ? null : (file.approvedAt ?? null);
    const at = work.clock.now();
    const set = em.create(RuleSetSchema, {
      id: newId(),
      name,
      agencyIds: [...agencyIds],
      state: approvedAt === null ? 'DRAFT' : 'ON_ACCEPTANCE',
      version: 1,
      content,
      contentHash: hash,
      createdAt: at,
      ...(approvedAt === null
        ? {}
        : { submittedAt: at, acceptedHash: hash, acceptedAt: await momentOf(em, approvedAt) }),
    });
    await em.flush();
    await note({ ...work, em }, set, 'rule-set.imported', { approved: approvedAt !== null });
    return set;
  });
}

function readFile(text: string): File {
  if (text.length > LARGEST_FILE) throw badInput('file', 'This file is too large to be a set of rules.');
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw badInput('file', 'This is no file of a set of rules: it is not JSON.');
  }
  const { format, version } = (given ?? {}) as { format?: unknown; version?: unknown };
  if (format !== FORMAT) throw badInput('format', `This is no file of a set of rules: its format is not ${FORMAT}.`);
  if (version !== VERSION)
    throw badInput('version', `Files of this version can’t be read here; version ${String(VERSION)} can.`);
  const read = File.safeParse(given);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const path = issue!.path.join('.');
  if (issue!.code === 'unrecognized_keys')
    throw badInput(path === '' ? 'file' : path, 'There is something here that no set of rules has.');
  throw badInput(path === '' ? 'file' : path, 'This is missing, or not what belongs here.');
}

async function agenciesOf(em: EntityManager, actor: Actor, names: readonly string[]): Promise<string[]> {
  const found = await rows<{ id: string; name: string }>(
    em,
    sql`select id, name from agency where name = any(${names}::text[])`,
  );
  const ids = new Map(found.map(({ id, name }) => [name, id]));
  return names.map((name, index) => {
    const id = ids.get(name);
    if (id === undefined || (worksForAgency(actor) && !actor.agencyIds.includes(id)))
      throw badInput(`agencies.${String(index)}`, 'There is no agency of this name here that you work for.');
    return id;
  });
}

/** Finds the rows that rules speak of by their names. */
async function withIds(
  em: EntityManager,
  agencyIds: readonly string[],
  content: File['content'],
): Promise<GivenContent> {
  const rules = [];
  for (const [index, { kind, polarity, parameters }] of content.rules.entries()) {
    const lines = RULE_KIND.get(kind)?.parameters ?? {};
    const given: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(parameters)) {
      const line = Object.hasOwn(lines, name) ? lines[name] : undefined;
      given[name] =
        typeof value === 'object'
          ? await rowOf(em, agencyIds, line, value, `content.rules.${String(index)}.parameters.${name}`)
          : value;
    }
    rules.push({ kind, polarity: polarity ?? null, parameters: given });
  }
  return { ...content, rules };
}

async function rowOf(
  em: EntityManager,
  agencyIds: readonly string[],
  line: ParameterLine | undefined,
  { agency, name }: z.infer<typeof Row>,
  path: string,
): Promise<string> {
  if (line?.is !== 'row') throw badInput(path, 'This setting is no row of a list.');
  const [found] = await rows<{ id: string }>(
    em,
    sql`select r.id from ${sql.table(line.table)} r join agency g on g.id = r.agency_id
        where r.name = ${name} and g.name = ${agency} and g.id = any(${agencyIds}::uuid[])`,
  );
  if (!found)
    throw badInput(
      path,
      line.table === 'talent_pool'
        ? 'This agency has no talent pool of this name here.'
        : 'This agency has no organisation unit of this name here.',
    );
  return found.id;
}

/** The moment that is written in a file. */
async function momentOf(em: EntityManager, written: string): Promise<Date> {
  const [found] = await rows<{ at: Date }>(em, sql`select ${written}::timestamptz(3) as at`);
  return found!.at;
}
