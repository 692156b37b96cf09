import { inTransaction, rows, sql, type EntityManager } from '../../platform/database/index.ts';
import { badInput, DomainError, forbidden, notFound } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { recordAudit, type AuditFact } from '../audit/index.ts';
import { worksForAgency, type Actor, type Work } from '../permissions/index.ts';
import { RuleSetSchema, type RuleSet } from '../selection-rules/index.ts';
import { newContent } from './new-content.ts';
import { hashOf } from './named-content.ts';
import { soundContent, type GivenContent } from './sound-content.ts';

const LONGEST_NAME = 100;

/**
 * A consultant starts a set: with the always-rules and their defaults, or with what another set holds (C10, C12).
 * @throws DomainError NOT_FOUND, BAD_USER_INPUT
 */
export async function draftRuleSet(
  work: Work,
  input: { name: string; agencyIds: readonly string[]; copyOfId?: string | null },
): Promise<RuleSet> {
  const name = soundName(input.name);
  return inTransaction(work.em, async (em) => {
    const agencyIds = soundAgencies(work.actor, input.agencyIds);
    const source = input.copyOfId == null ? null : await findRuleSet({ ...work, em }, input.copyOfId);
    const start = source?.content ?? newContent(await deregistrationRuleOf(em, agencyIds));
    const content = await soundContent(em, agencyIds, start);
    const set = em.create(RuleSetSchema, {
      id: newId(),
      name,
      agencyIds: [...agencyIds],
      state: 'DRAFT',
      version: 1,
      content,
      contentHash: await hashOf(em, agencyIds, content),
      createdAt: work.clock.now(),
    });
    await em.flush();
    await note({ ...work, em }, set, 'rule-set.drafted', { copied: source !== null });
    return set;
  });
}

/**
 * Changes a draft; what was sent to acceptance never changes again.
 * @param input.version as it was read.
 * @throws DomainError CONFLICT when somebody changed it in between, or it is no draft any more; NOT_FOUND, BAD_USER_INPUT
 */
export async function updateRuleSet(
  work: Work,
  input: { id: string; version: number; name: string; agencyIds: readonly string[]; content: GivenContent },
): Promise<RuleSet> {
  const name = soundName(input.name);
  return inTransaction(work.em, async (em) => {
    const inside = { ...work, em };
    const set = await lockRuleSet(inside, input.id);
    if (set.state !== 'DRAFT')
      throw new DomainError('CONFLICT', 'This set is no draft any more. Copy it to change it.');
    if (set.version !== input.version)
      throw new DomainError('CONFLICT', 'Somebody changed this set in the meantime. Load it again.');
    const agencyIds = soundAgencies(work.actor, input.agencyIds);
    const content = await soundContent(em, agencyIds, input.content);
    Object.assign(set, {
      name,
      agencyIds: [...agencyIds],
      content,
      contentHash: await hashOf(em, agencyIds, content),
      version: set.version + 1,
    });
    await em.flush();
    await note(inside, set, 'rule-set.changed', { version: set.version });
    return set;
  });
}

/** A set that exists for the actor: one of which he works for every agency. */
export async function findRuleSet({ em, actor }: Work, id: string): Promise<RuleSet> {
  const set = await em.findOne(RuleSetSchema, { id });
  if (!set || !isRuleSetVisible(actor, set)) throw notFound();
  return set;
}

export const isRuleSetVisible = (actor: Actor, set: Pick<RuleSet, 'agencyIds'>): boolean =>
  actor.kind === 'system' ||
  (worksForAgency(actor) && !actor.unitIds && set.agencyIds.every((id) => actor.agencyIds.includes(id)));

/** Locked, so that of two who change it at once one sees what the other did. */
export async function lockRuleSet(work: Work, id: string): Promise<RuleSet> {
  await rows(work.em, sql`select from rule_set where id = ${id} for update`);
  return findRuleSet(work, id);
}

export const note = (
  work: Work,
  set: RuleSet,
  action: AuditFact['action'],
  facts: AuditFact['facts'] = {},
): Promise<void> =>
  recordAudit(work, [
    { action, subjectType: 'RuleSet', subjectId: set.id, facts: { hash: set.contentHash, ...facts } },
  ]);

export function soundName(text: string): string {
  const name = text.trim();
  if (name === '' || name.length > LONGEST_NAME)
    throw badInput('name', `Give a name of 1 to ${String(LONGEST_NAME)} characters.`);
  return name;
}

export function soundAgencies(actor: Actor, ids: readonly string[]): readonly string[] {
  const agencyIds = [...new Set(ids)];
  if (agencyIds.length === 0) throw badInput('agencyIds', 'Choose at least one agency.');
  if (worksForAgency(actor)) {
    if (actor.unitIds) throw forbidden('Your role is held to organisation units; a set is for whole agencies.');
    if (!agencyIds.every((id) => actor.agencyIds.includes(id))) throw notFound();
  }
  return agencyIds;
}

async function deregistrationRuleOf(em: EntityManager, agencyIds: readonly string[]): Promise<string> {
  const [rule] = await rows<{ name: string }>(
    em,
    sql`select r.name from deregistration_rule r where r.agency_id = any(${agencyIds}::uuid[]) and r.for_erasure
        group by r.name having count(*) = ${agencyIds.length} limit 1`,
  );
  if (!rule)
    throw badInput('agencyIds', 'These agencies have no deregistration rule of one name to close applications by.');
  return rule.name;
}
