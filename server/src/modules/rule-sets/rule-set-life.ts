import type { LocalDate } from '../../platform/clock.ts';
import { inTransaction, rows, sql, type EntityManager } from '../../platform/database/index.ts';
import { badInput, DomainError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { AuditFact } from '../audit/index.ts';
import type { Work } from '../permissions/index.ts';
import { countSelected, type RuleSet, type RuleSetState } from '../selection-rules/index.ts';
import { lockRuleSet, note } from './draft-rule-set.ts';
import { hashOf } from './named-content.ts';

/** One step of a set's life, in one transaction. @throws DomainError CONFLICT when the set stands elsewhere */
function step(
  work: Work,
  id: string,
  from: RuleSetState,
  action: AuditFact['action'],
  change: (set: RuleSet, inside: Work) => Promise<void> | void,
): Promise<RuleSet> {
  return inTransaction(work.em, async (em) => {
    const inside = { ...work, em };
    const set = await lockRuleSet(inside, id);
    if (set.state !== from)
      throw new DomainError('CONFLICT', `This set is not ${from.toLowerCase().replace('_', ' ')}. Load it again.`);
    await change(set, inside);
    await em.flush();
    await note(inside, set, action);
    return set;
  });
}

/** A consultant lays the set before the customer (C14). From now on its content stands. */
export const submitRuleSet = (work: Work, id: string): Promise<RuleSet> =>
  step(work, id, 'DRAFT', 'rule-set.submitted', async (set, { em }) => {
    if (set.content.rules.length === 0) throw badInput('id', 'A set without rules selects nobody. Add a rule first.');
    // What it speaks of may have got another name since it was drafted.
    const mark = await hashOf(em, set.agencyIds, set.content);
    Object.assign(set, { state: 'ON_ACCEPTANCE', submittedAt: work.clock.now(), contentHash: mark });
  });

/** The customer wants something else: the set is a draft again. */
export const returnRuleSet = (work: Work, id: string): Promise<RuleSet> =>
  step(work, id, 'ON_ACCEPTANCE', 'rule-set.returned', (set) => {
    Object.assign(set, { state: 'DRAFT', submittedAt: null });
  });

/**
 * The customer approves exactly what he read (C15): the hash that stands on the design that he signed.
 * @throws DomainError BAD_USER_INPUT when the hash is another set's, CONFLICT
 */
export const approveRuleSet = (work: Work, id: string, hash: string): Promise<RuleSet> =>
  step(work, id, 'ON_ACCEPTANCE', 'rule-set.approved', (set) => {
    mustBeHash(set, hash);
    mustBeAccepted(set);
    const by = work.actor.kind === 'staff' || work.actor.kind === 'api-client' ? work.actor.id : work.actor.kind;
    Object.assign(set, { state: 'APPROVED', approvedAt: work.clock.now(), approvedBy: by });
  });

export interface GoLive {
  id: string;
  /** Of the approved set, as it stands on the design. */
  hash: string;
  /** The preview that the customer looked at: for which day, and how many people it named (B2). */
  previewedFor: LocalDate;
  previewedCount: number;
}

/** Makes a back-up before anything changes (C15). @returns where it is, for the audit trail: no secret, no name of a person */
export type MakeBackUp = () => Promise<{ name: string }>;

/**
 * Puts an approved set to work in its agencies, in place of the one that was live there (C15, C16): after a back-up, bound to
 * its hash and to a preview that still holds. Its deregistration rule and Plus become the agencies' own.
 * @throws DomainError BAD_USER_INPUT for another hash, CONFLICT when the preview no longer holds
 */
export async function goLive(work: Work, input: GoLive, makeBackUp: MakeBackUp): Promise<RuleSet> {
  const before = await inTransaction(work.em, (em) => lockRuleSet({ ...work, em }, input.id));
  mustBeHash(before, input.hash);
  mustBeAccepted(before);
  if (before.state !== 'APPROVED') throw new DomainError('CONFLICT', 'This set is not approved. Load it again.');
  // What a run may take is measured by this number (S18): of another day it would say nothing of the first run.
  if (input.previewedFor !== work.clock.today())
    throw badInput('previewedFor', 'Look at the preview of today: going live is bound to that one.');
  const now = await countSelected(work.em, before.content.rules, before.agencyIds, input.previewedFor);
  if (now.total !== input.previewedCount)
    throw new DomainError('CONFLICT', 'The preview names other people by now. Look at it again first.');
  const backUp = await makeBackUp();
  return inTransaction(work.em, async (em) => {
    const inside = { ...work, em };
    // Two sets put live at once come by one after another.
    await rows(
      em,
      sql`select from retention_policy where agency_id = any(${before.agencyIds}::uuid[]) order by agency_id for update`,
    );
    const set = await lockRuleSet(inside, input.id);
    mustBeHash(set, input.hash);
    mustBeAccepted(set);
    if (set.state !== 'APPROVED') throw new DomainError('CONFLICT', 'This set is not approved. Load it again.');
    const at = work.clock.now();
    const replaced = await retireOthers(em, set, at);
    Object.assign(set, {
      state: 'LIVE',
      liveSince: at,
      previewedFor: input.previewedFor,
      previewedCount: input.previewedCount,
      stoppedAt: null,
      stoppedCount: null,
    });
    await em.flush();
    await applySettings(em, set);
    await note(inside, set, 'rule-set.live', { people: input.previewedCount, replaced, backUp: backUp.name });
    return set;
  });
}

/**
 * Takes a set out of work: nobody is selected by it any more, and what it planned is cancelled by the next sweep. Plus and the rule
 * for closing applications became the agencies' own when it went live, and stay: they hold for everybody who goes by his term too,
 * of whom less would be erased from then on without anybody having said so.
 */
export const retireRuleSet = (work: Work, id: string): Promise<RuleSet> =>
  step(work, id, 'LIVE', 'rule-set.retired', (set) => {
    Object.assign(set, { state: 'RETIRED', retiredAt: work.clock.now() });
  });

/**
 * Lets a set go on that stopped, since it would have taken many more people than its preview (S18): whoever does says how
 * many he has seen, and from then on that is what it is bound to.
 * @throws DomainError CONFLICT when it didn't stop, or stopped at another number
 */
export const resumeRuleSet = (work: Work, id: string, count: number): Promise<RuleSet> =>
  step(work, id, 'LIVE', 'rule-set.resumed', (set) => {
    if (set.stoppedAt == null || set.stoppedCount !== count)
      throw new DomainError('CONFLICT', 'This set did not stop at that number. Load it again.');
    Object.assign(set, {
      previewedCount: count,
      previewedFor: work.clock.today(),
      stoppedAt: null,
      stoppedCount: null,
    });
  });

function mustBeHash(set: RuleSet, hash: string): void {
  if (hash.trim().toLowerCase() !== set.contentHash)
    throw badInput('hash', 'This is not the hash of the set that you look at.');
}

/** A set that was approved on acceptance is what goes live, and not what became of it here (C16). */
function mustBeAccepted({ acceptedHash, contentHash }: RuleSet): void {
  if (acceptedHash != null && acceptedHash !== contentHash)
    throw new DomainError(
      'CONFLICT',
      'This is no longer the set that was approved on acceptance. Change it there, and bring it here again.',
    );
}

/** @throws DomainError CONFLICT for a live set that also works in other agencies, which would be left without one */
async function retireOthers(em: EntityManager, set: RuleSet, at: Date): Promise<number> {
  const [wider] = await rows(
    em,
    sql`select 1 from rule_set where state = 'LIVE' and agency_ids && ${set.agencyIds}::uuid[] and not agency_ids <@ ${set.agencyIds}::uuid[]`,
  );
  if (wider)
    throw new DomainError('CONFLICT', 'The set that is live also works in other agencies. Take it out of work first.');
  const retired = await rows(
    em,
    sql`update rule_set set state = 'RETIRED', retired_at = ${at.toISOString()}::timestamptz
        where state = 'LIVE' and agency_ids && ${set.agencyIds}::uuid[] and id <> ${set.id} returning id`,
  );
  return retired.length;
}

/**
 * The agencies' Plus and rule for closing applications become those of the set (C16); its notices and days are for the plans
 * that it makes, and nobody else's.
 */
async function applySettings(em: EntityManager, { id, agencyIds, content }: RuleSet): Promise<void> {
  await rows(em, sql`update retention_policy set plus = ${content.plus} where agency_id = any(${agencyIds}::uuid[])`);
  await rows(
    em,
    sql`update deregistration_rule set for_erasure = (name = ${content.deregistrationRule})
        where agency_id = any(${agencyIds}::uuid[])`,
  );
  const moments = agencyIds.flatMap((agencyId) =>
    (content.withNotice ? content.moments : []).map((moment) => ({
      id: newId(),
      agency_id: agencyId,
      rule_set_id: id,
      name: moment.name,
      days_after_first: moment.daysAfterFirst,
      active: true,
      subject_nl: moment.subjectNl,
      body_nl: moment.bodyNl,
      subject_en: moment.subjectEn,
      body_en: moment.bodyEn,
    })),
  );
  await rows(
    em,
    sql`insert into contact_moment
        select * from jsonb_populate_recordset(null::contact_moment, ${JSON.stringify(moments)}::jsonb)`,
  );
}
