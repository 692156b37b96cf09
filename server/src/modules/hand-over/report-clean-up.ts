import type { LocalDate } from '../../platform/clock.ts';
import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { DomainError, notFound } from '../../platform/errors.ts';
import { carryOutErasures } from '../anonymisation/index.ts';
import { recordAudit } from '../audit/index.ts';
import { personVisibleTo, type Work } from '../permissions/index.ts';
import { noteBackOffice } from '../recipients/index.ts';
import { erasureRefusal, type ErasureRefusal } from '../retention/index.ts';
import { handedOverGroups } from './handed-over-fields.ts';
import { queueMessage } from './queue-message.ts';

/** Of an agency that has taken its back office away. */
const UNNAMED = 'Backoffice';

export type CleanUpOutcome = 'ANONYMISED' | 'WAITS_FOR_HOLD';

/**
 * The back office says that it has cleaned somebody up, so he is anonymised here too, by the one engine (H41, D20). Where a hold of
 * ours stands in the way the report is kept, and it is done when none does (B5). Said twice, it is done once.
 * @throws DomainError NOT_FOUND, NOT_HANDED_OVER
 */
export async function reportCleanUp(work: Work, candidateId: string): Promise<CleanUpOutcome> {
  const noted = await inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    await rows(em, sql`select from candidate where id = ${candidateId} for update`);
    const [person] = await rows<{
      agency_id: string;
      anonymised: boolean;
      approved_on: LocalDate | null;
      back_office: string | null;
      refusal: ErasureRefusal | null;
    }>(
      em,
      sql`select c.agency_id, c.anonymised, c.approved_on::text,
            (select b.name from back_office b where b.agency_id = c.agency_id) as back_office,
            ${erasureRefusal(work.clock.today(), { reportedByBackOffice: true })} as refusal
          from candidate c where c.id = ${candidateId} and ${personVisibleTo(work.actor, 'c')}`,
    );
    if (!person) throw notFound();
    if (!person.approved_on)
      throw new DomainError('NOT_HANDED_OVER', 'This person was never handed over to a back office.', ['candidateId']);
    const agencyId = person.agency_id;
    // Who can be cleaned up there is known there, though no answer ever said so: the message may have timed out.
    if (!person.anonymised)
      await noteBackOffice(inside, {
        ...{ candidateId, name: person.back_office ?? UNNAMED, sentOn: person.approved_on },
        groups: handedOverGroups(work.catalogue),
      });
    if (!person.anonymised && (await queueMessage(inside, { agencyId, candidateId, kind: 'CLEAN_UP' })) !== undefined)
      await recordAudit(inside, [
        {
          action: 'hand-over.clean-up-reported',
          subjectType: 'Candidate',
          subjectId: candidateId,
          facts: person.refusal === null ? {} : { refusedBecause: person.refusal },
        },
      ]);
    return agencyId;
  });
  return (await carryOut(work, noted, [candidateId])) ? 'ANONYMISED' : 'WAITS_FOR_HOLD';
}

/**
 * Anonymises those whose clean-up was reported, and in whose way nothing stands any more.
 * @returns how many.
 */
export async function carryOutCleanUps(work: Work): Promise<number> {
  const due = await rows<{ agency_id: string; ids: string[] }>(
    work.em,
    sql`select c.agency_id, array_agg(c.id) as ids
        from hand_over h join candidate c on c.id = h.candidate_id
        where h.kind = 'CLEAN_UP' and h.state = 'QUEUED'
          and ${erasureRefusal(work.clock.today(), { reportedByBackOffice: true })} is null
        group by 1`,
  );
  let erased = 0;
  for (const { agency_id, ids } of due) erased += (await erase(work, agency_id, ids)).erased.length;
  return erased;
}

const erase = (work: Work, agencyId: string, candidateIds: readonly string[]) =>
  carryOutErasures(work, { agencyId, candidateIds, way: 'BACK_OFFICE', ending: 'ANONYMISE', onlyWhenDue: false });

async function carryOut(work: Work, agencyId: string, candidateIds: readonly string[]): Promise<boolean> {
  const { skipped } = await erase(work, agencyId, candidateIds);
  return skipped.every(({ reason }) => reason === 'ALREADY_ANONYMISED');
}
