import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { DomainError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { recordAudit } from '../audit/index.ts';
import { lockPerson } from '../candidates/index.ts';
import type { CandidateActor, Work } from '../permissions/index.ts';

/** More than this in a day is no taking along any more. */
const MOST_IN_A_DAY = 3;

/**
 * A candidate asks for all that is held of him (B4). A job makes the file; while one is being made, or stands ready, asking again
 * changes nothing.
 * @throws DomainError RATE_LIMITED, ALREADY_ANONYMISED
 */
export async function requestMyExport(work: Work, me: CandidateActor, language: 'nl' | 'en'): Promise<void> {
  await inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em, actor: me };
    await lockPerson(inside, me.candidateId);
    const now = work.clock.now();
    const open = await rows(
      em,
      sql`select 1 from data_export where candidate_id = ${me.candidateId}
            and (state in ('ASKED', 'MAKING') or (state = 'READY' and expires_at > ${now.toISOString()}::timestamptz))`,
    );
    if (open.length > 0) return;
    const dayAgo = new Date(now.getTime() - 86_400_000).toISOString();
    const [asked] = await rows<{ n: number }>(
      em,
      sql`select count(*)::int as n from audit_entry
          where subject_id = ${me.candidateId} and action = 'data-export.asked' and at > ${dayAgo}::timestamptz`,
    );
    if (asked!.n >= MOST_IN_A_DAY)
      throw new DomainError('RATE_LIMITED', 'You have asked for your data several times today. Try again tomorrow.');
    const id = newId();
    await rows(
      em,
      sql`insert into data_export (id, candidate_id, state, language, asked_at, attempts)
          values (${id}, ${me.candidateId}, 'ASKED', ${language}, ${now.toISOString()}::timestamptz, 0)`,
    );
    await recordAudit(inside, [
      { action: 'data-export.asked', subjectType: 'Candidate', subjectId: me.candidateId, facts: { exportId: id } },
    ]);
  });
}
