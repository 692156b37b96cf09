import { arrayOf, inTransaction, rows, sql, type Sql } from '../../platform/database/index.ts';
import { badInput, DomainError, forbidden } from '../../platform/errors.ts';
import { candidateIdsOf, type CandidateFilter } from '../candidates/index.ts';
import { personVisibleTo, type Rights, type Work } from '../permissions/index.ts';
import { RIGHTS_FOR, refusalOf, type BulkDeed, type BulkRefusal } from './deed.ts';

/** People at once: they are locked together, and each has an audit entry of his own. */
export const MOST_AT_ONCE = 10_000;

/** Whom: some people, or everybody of the list as it is filtered. */
export type BulkPeople = { candidateIds: readonly string[] } | { filter: CandidateFilter };

export interface Weighed {
  /** Everybody who was chosen. */
  selected: number;
  /** To whom it can be done. */
  ids: readonly string[];
  skipped: { reason: BulkRefusal; people: number }[];
  /** Stands for this deed, these people and how they stand; it is done only with it. */
  mark: string;
}

/**
 * Who of those who were chosen can have this done to them, and why the others can't. Changes nothing.
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT for nobody, or too many
 */
export async function weigh(work: Work, rights: Rights, deed: BulkDeed, people: BulkPeople): Promise<Weighed> {
  const chosen = await chosenOf(work, rights, deed, people);
  return weighThese(work, rights, { deed, people, chosen });
}

/**
 * Does it to those to whom a preview said it can be done, in one transaction: they are locked, weighed anew, and it is done only
 * if nothing has become of any of them since.
 * @param mark of the preview that was looked at.
 * @throws DomainError as weigh; CONFLICT when the preview no longer holds
 */
export function asPreviewed<Result>(
  work: Work,
  rights: Rights,
  asked: { deed: BulkDeed; people: BulkPeople; mark: string },
  does: (work: Work, weighed: Weighed) => Promise<Result>,
): Promise<Result> {
  const { deed, people, mark } = asked;
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    const before = await chosenOf(inside, rights, deed, people);
    await rows(
      em,
      sql`with locked as (select from candidate where id = any(${arrayOf(before)}::uuid[]) order by id for update) select count(*) from locked`,
    );
    // What somebody else committed while we waited is seen: who is chosen is asked once more.
    const weighed = await weigh(inside, rights, deed, people);
    if (weighed.mark !== mark)
      throw new DomainError('CONFLICT', 'This would do something else than was shown. Look at the preview again.', [
        'preview',
      ]);
    if (weighed.ids.length === 0) throw badInput('people', 'There is nobody to whom this can be done.');
    return does(inside, weighed);
  });
}

async function chosenOf(work: Work, rights: Rights, deed: BulkDeed, people: BulkPeople): Promise<string[]> {
  if (!RIGHTS_FOR[deed].every((right) => rights.permissions.has(right))) throw forbidden();
  const found = await rows<{ id: string }>(
    work.em,
    sql`select listed.id from (${listOf(work, rights, people)}) listed order by 1 limit ${MOST_AT_ONCE + 1}`,
  );
  if (found.length > MOST_AT_ONCE)
    throw badInput('people', `These are more than ${MOST_AT_ONCE.toLocaleString('en-GB')} people: choose fewer.`);
  return found.map(({ id }) => id);
}

function listOf(work: Work, rights: Rights, people: BulkPeople): Sql<{ id: string }> {
  if ('filter' in people) return candidateIdsOf(work, rights, people.filter);
  const { candidateIds } = people;
  if (candidateIds.length === 0 || candidateIds.length > MOST_AT_ONCE)
    throw badInput('people', `Choose 1 to ${MOST_AT_ONCE.toLocaleString('en-GB')} people.`);
  return sql<{ id: string }>`select c.id from candidate c
    where c.id = any(${arrayOf(candidateIds)}::uuid[]) and ${personVisibleTo(work.actor, 'c')}`;
}

/** What a role must be able to see to be told that this is why (D17). */
const TOLD_TO: Readonly<Partial<Record<BulkRefusal, (rights: Rights) => boolean>>> = {
  ALREADY_ANONYMISED: ({ see }) => see.has('Candidate.anonymised'),
  HANDED_OVER: ({ see }) => see.has('Candidate.approvedOn'),
  HELD: ({ see }) => see.has('Hold.until'),
  PLANNED_ALREADY: ({ permissions, see }) => permissions.has('plan:read') && see.has('ErasurePlan.state'),
};

async function weighThese(
  work: Work,
  rights: Rights,
  { deed, people, chosen }: { deed: BulkDeed; people: BulkPeople; chosen: readonly string[] },
): Promise<Weighed> {
  const stand = await rows<{ id: string; refusal: Exclude<BulkRefusal, 'NOT_FOUND'> | null; stands: string }>(
    work.em,
    sql`select c.id, ${refusalOf(deed, work)} as refusal,
          concat_ws('/', c.retain_until, c.extended_until, (select count(*) from hold h where h.candidate_id = c.id),
            (select count(*) from erasure_run_person i join erasure_run r on r.id = i.run_id
              where i.candidate_id = c.id and i.state = 'WAITING' and r.state = 'RUNNING')) as stands
        from candidate c where c.id = any(${arrayOf(chosen)}::uuid[]) order by c.id`,
  );
  const counts = new Map<BulkRefusal, number>();
  for (const { refusal } of stand) {
    if (refusal === null) continue;
    const told = TOLD_TO[refusal]?.(rights) === false ? 'NOT_POSSIBLE' : refusal;
    counts.set(told, (counts.get(told) ?? 0) + 1);
  }
  const asked = 'filter' in people ? stand.length : new Set(people.candidateIds).size;
  if (asked > stand.length) counts.set('NOT_FOUND', asked - stand.length);
  const about = JSON.stringify([work.clock.today(), deed, asked, stand]);
  return {
    selected: asked,
    ids: stand.filter(({ refusal }) => refusal === null).map(({ id }) => id),
    skipped: [...counts].map(([reason, count]) => ({ reason, people: count })),
    // Keyed: else whoever knows all but one of these facts could try out the last one.
    mark: work.secrets.fingerprint('bulk', about).toString('base64url'),
  };
}
