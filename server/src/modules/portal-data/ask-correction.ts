import { plus } from '../../platform/clock.ts';
import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { badInput, DomainError } from '../../platform/errors.ts';
import { lockPerson } from '../candidates/index.ts';
import { openRequest } from '../data-requests/index.ts';
import type { CandidateActor, Work } from '../permissions/index.ts';

const SHORTEST = 10;
const LONGEST = 2_000;
/** A person who asks more often than this in a week can call. */
const MOST_IN_A_WEEK = 3;
// eslint-disable-next-line no-control-regex -- control characters are just what is looked for
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

/**
 * “Klopt er iets niet?”: what a candidate can't change himself he asks to be corrected, as a case with a deadline of a month (B6).
 * One is open at a time: while it is, a second one is refused.
 * @param text what is wrong, in his own words.
 * @throws DomainError BAD_USER_INPUT, CONFLICT when one is open, RATE_LIMITED, ALREADY_ANONYMISED
 */
export async function askCorrection(work: Work, me: CandidateActor, text: string): Promise<void> {
  const asked = text.trim();
  if (asked.length < SHORTEST || asked.length > LONGEST || UNPRINTABLE.test(asked))
    throw badInput('text', `Say in ${String(SHORTEST)} to ${String(LONGEST)} characters what is wrong.`);
  await inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em, actor: me };
    await lockPerson(inside, me.candidateId);
    const today = work.clock.today();
    const [recent] = await rows<{ n: number; open: number }>(
      em,
      sql`select count(*) filter (where state = 'OPEN')::int as open,
            count(*) filter (where channel = 'PORTAL' and received_on > ${plus(today, { days: -7 })}::date)::int as n
          from data_request where candidate_id = ${me.candidateId} and kind = 'RECTIFICATION'`,
    );
    if (recent!.open > 0) throw new DomainError('CONFLICT', 'You have asked for a correction already.', ['text']);
    if (recent!.n >= MOST_IN_A_WEEK)
      throw new DomainError('RATE_LIMITED', 'You have asked for many corrections this week. Try again next week.');
    await openRequest(inside, {
      candidateId: me.candidateId,
      kind: 'RECTIFICATION',
      channel: 'PORTAL',
      receivedOn: today,
      asked,
    });
  });
}
