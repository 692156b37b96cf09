import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { pauseJobAlert, saveJobAlert } from '../job-alerts/index.ts';
import type { Work } from '../permissions/index.ts';
import { openAccount } from '../portal-accounts/index.ts';
import type { SettledAgency } from './invent-candidates.ts';

/** With which the portal is tried; the others have names of their own. */
export const DEMO_USER_NAME = 'kandidaat';
const PEOPLE = 12;

/**
 * Some candidates of the first agency have made a profile (C79), the first of them the one that everybody may sign in as: somebody
 * who applied, has documents, and still has his name.
 */
export async function openSomeAccounts(
  work: Work,
  agencies: readonly SettledAgency[],
  passwordHash: string,
): Promise<void> {
  const [agency] = agencies;
  if (!agency) return;
  const people = await rows<{ id: string; email: string; language: 'nl' | 'en'; label_id: string | null }>(
    work.em,
    sql`select distinct on (c.email_private) c.id, c.email_private as email, c.language,
          (select l.id from label l where l.agency_id = c.agency_id order by l.id limit 1) as label_id
        from candidate c
        where c.agency_id = ${agency.id} and not c.anonymised and c.email_private is not null and c.language = 'nl'
          and c.last_name is not null and c.call_name ~ '^[A-Z][a-z]+$'
          and exists (select from application a where a.candidate_id = c.id)
          and exists (select from document d where d.candidate_id = c.id)
        order by c.email_private, c.id limit ${PEOPLE}`,
  );
  let tried: string | undefined;
  await inTransaction(work.em, async (em) => {
    for (const [index, { id: candidateId, email, language, label_id: labelId }] of people.entries()) {
      const userName = index === 0 ? DEMO_USER_NAME : `${DEMO_USER_NAME}${index + 1}`;
      const account = { agencyId: agency.id, labelId, candidateId, userName, email, passwordHash, language };
      const id = await openAccount({ ...work, em }, account);
      tried ??= id;
    }
  });
  if (tried !== undefined) await wantToBeTold(work, tried);
}

/** What the account that everybody may sign in as looks for (C6): one is told every day, one is held. */
async function wantToBeTold(work: Work, accountId: string): Promise<void> {
  const none = { id: null, terms: [], places: [], hoursFrom: null, hoursTo: null };
  await saveJobAlert(work, accountId, { ...none, hoursFrom: 24, frequency: 'DAILY' });
  const terms = ['chauffeur', 'logistiek'];
  const held = await saveJobAlert(work, accountId, { ...none, terms, places: ['Utrecht'], frequency: 'WEEKLY' });
  await pauseJobAlert(work, accountId, { id: held.id, paused: true });
}
