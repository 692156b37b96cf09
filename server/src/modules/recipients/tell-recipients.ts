import { writtenDate, type LocalDate } from '../../platform/clock.ts';
import { arrayOf, rows, sql } from '../../platform/database/index.ts';
import { CandidateSchema } from '../candidates/index.ts';
import { queueSealedLetter } from '../outgoing-mail/index.ts';
import type { Work } from '../permissions/index.ts';
import type { FieldGroup } from '../personal-data/index.ts';
import { groupsInDutch, whoItIs } from './named-by.ts';

interface ToTell {
  id: string;
  candidate_id: string;
  contact_email: string | null;
  groups: FieldGroup[];
  sent_on: LocalDate;
}

/**
 * Those who were given these people's data are told that they were erased (GDPR, article 19): in the transaction that erases them
 * and before it does, since afterwards nobody knows whom it is about. What is said of a person stands sealed, and goes when the
 * letter has left. Whoever can't be told by mail is marked, for an employee to tell.
 */
export async function tellRecipients(
  work: Work,
  { agencyId, agencyName, candidateIds }: { agencyId: string; agencyName: string; candidateIds: readonly string[] },
): Promise<void> {
  const toTell = await rows<ToTell>(
    work.em,
    sql`update recipient set tell_state = case when contact_email is null then 'NO_ADDRESS' else 'WAITING' end
        where candidate_id = any(${arrayOf(candidateIds)}::uuid[]) and kind = 'OTHER' and told_at is null
        returning id, candidate_id, contact_email, groups, sent_on::text`,
  );
  if (toTell.length === 0) return;
  const ids = [...new Set(toTell.map((one) => one.candidate_id))];
  const people = await work.em.fork({ keepTransactionContext: true }).find(CandidateSchema, { id: { $in: ids } });
  const known = new Map(people.map((one) => [one.id, one]));
  for (const { id, candidate_id, contact_email, groups, sent_on } of toTell) {
    if (contact_email === null) continue;
    await queueSealedLetter(work, {
      agencyId,
      kind: 'RECIPIENT_ERASURE',
      to: contact_email,
      subject: 'Verzoek om persoonsgegevens te wissen',
      text: letter({
        agencyName,
        who: whoItIs(known.get(candidate_id)!, groups),
        groups: groupsInDutch(groups),
        sentOn: writtenDate(sent_on, 'nl'),
      }),
      sealsText: true,
      occasion: id,
    });
  }
}

interface Told {
  agencyName: string;
  /** Empty: it was given nothing to know him by, and is told nothing of the kind now. */
  who: string;
  groups: string;
  sentOn: string;
}

const letter = ({ agencyName, who, groups, sentOn }: Told) => `Beste ontvanger,

Op ${sentOn} gaven wij u gegevens van ${who === '' ? 'een persoon, zonder zijn of haar naam.' : `deze persoon:\n\n${who}`}

Het ging om: ${groups}.

Wij hebben deze gegevens gewist. De wet (AVG, artikel 19) vraagt ons u dat te laten weten. Wilt u ze ook wissen, en dit bevestigen door op deze mail te antwoorden?

Moet u ze langer bewaren? Laat ons dan weten waarom en tot wanneer.

Met vriendelijke groet,

${agencyName}
`;
