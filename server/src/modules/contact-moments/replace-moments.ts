import { insertRecords, type EntityManager } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import type { NoticeWords } from '../selection-rules/index.ts';
import { ContactMomentSchema } from './contact-moment.entity.ts';

/**
 * Puts these mails in the place of those that there were: of a survey, or the agency's own. A mail of the same name stays the same
 * mail, and whoever had it does not get it again. Call it in a transaction that holds a lock on the agency.
 */
export async function replaceMoments(
  em: EntityManager,
  { agencyId, surveyId }: { agencyId: string; surveyId: string | null },
  moments: readonly NoticeWords[],
): Promise<void> {
  const known = new Map(
    (await em.find(ContactMomentSchema, { agencyId, ruleSetId: null, surveyId })).map((moment) => [
      moment.name.toLowerCase(),
      moment,
    ]),
  );
  const added = [];
  for (const words of moments) {
    const moment = known.get(words.name.toLowerCase());
    known.delete(words.name.toLowerCase());
    if (moment) em.assign(moment, { ...words, active: true });
    else added.push({ id: newId(), agencyId, surveyId, active: true, ...words });
  }
  // Notices that went out refer to them.
  for (const moment of known.values()) moment.active = false;
  await em.flush();
  await insertRecords(em, ContactMomentSchema, added);
}
