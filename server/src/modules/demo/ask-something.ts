import { plus } from '../../platform/clock.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { answerDataRequest, registerDataRequest } from '../data-requests/index.ts';
import type { Work } from '../permissions/index.ts';
import type { SettledAgency } from './invent-candidates.ts';

/** What people asked, days ago; the first one was forgotten, the last one was answered. */
const ASKED = [
  { kind: 'ACCESS', daysAgo: 35 },
  { kind: 'RECTIFICATION', daysAgo: 24 },
  { kind: 'PORTABILITY', daysAgo: 9 },
  { kind: 'OBJECTION', daysAgo: 2 },
  {
    kind: 'ACCESS',
    daysAgo: 12,
    answer: 'Hallo {naam},\n\nHierbij krijg je te zien wat we van je bewaren.\n\n{bureau}\n',
  },
] as const;

/** Requests of data subjects at the first agency, entered on the days on which they were asked (B6). */
export async function askSomething(work: Work, agencies: readonly SettledAgency[]): Promise<void> {
  const [agency] = agencies;
  if (!agency) return;
  const today = work.clock.today();
  const people = await rows<{ id: string }>(
    work.em,
    sql`select c.id from candidate c
        where c.agency_id = ${agency.id} and not c.anonymised and c.last_name is not null and c.registered_on < ${today}::date - 45
        order by c.id limit ${ASKED.length}`,
  );
  for (const [index, { id: candidateId }] of people.entries()) {
    const asked = ASKED[index]!;
    const day = plus(today, { days: -asked.daysAgo });
    const id = await registerDataRequest(work, { candidateId, kind: asked.kind, receivedOn: day });
    if ('answer' in asked)
      await answerDataRequest(work, { id, answer: 'GRANTED', subject: 'Je verzoek om inzage', text: asked.answer });
  }
}
