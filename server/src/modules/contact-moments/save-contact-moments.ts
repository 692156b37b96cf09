import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { notFound } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { agenciesOf, mustReachWholeAgency, type Work } from '../permissions/index.ts';
import { RetentionPolicySchema } from '../retention/index.ts';
import type { NoticeWords } from '../selection-rules/index.ts';
import { replaceMoments } from './replace-moments.ts';
import { soundMoments } from './sound-moments.ts';

/**
 * Sets an agency's own mails before the end of a term (C65–C70). What went out stays as it was worded; whoever had a mail does not
 * get it again, and what is added goes to everybody who waits for his end and whose day for it has come.
 * @throws DomainError NOT_FOUND, FORBIDDEN, BAD_USER_INPUT with the path of what is wrong
 */
export async function saveContactMoments(work: Work, agencyId: string, given: readonly NoticeWords[]): Promise<void> {
  const agencies = agenciesOf(work.actor);
  if (agencies && !agencies.includes(agencyId)) throw notFound();
  // They go to everybody in the agency, and he knows some of them only.
  mustReachWholeAgency(work.actor);
  await inTransaction(work.em, async (em) => {
    await rows(em, sql`select from agency where id = ${agencyId} for update`);
    // Who shortens the notice at the same time waits, and is refused by what is stored here.
    await rows(em, sql`select from retention_policy where agency_id = ${agencyId} for update`);
    const policy = await em.findOne(RetentionPolicySchema, { agencyId }, { refresh: true });
    if (!policy) throw notFound();
    // The end comes that many days after the first one: what was to come later would never be sent.
    const moments = soundMoments(given, { path: 'moments', longestDays: policy.daysFromNoticeToErasure });
    await replaceMoments(em, { agencyId, surveyId: null }, moments);
    await recordAudit({ ...work, em }, [
      {
        action: 'contact-moments.saved',
        subjectType: 'Agency',
        subjectId: agencyId,
        facts: { moments: moments.length, lastAfterDays: Math.max(...moments.map((one) => one.daysAfterFirst)) },
      },
    ]);
  });
}
