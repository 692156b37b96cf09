import { plus, type LocalDate } from '../../platform/clock.ts';
import { insertRecords, rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { approveCandidate, HandOverSchema, passOnErasureRequest, saveBackOffice } from '../hand-over/index.ts';
import type { Work } from '../permissions/index.ts';
import { RecipientSchema } from '../recipients/index.ts';
import type { SettledAgency } from './invent-candidates.ts';

/** An address that no name server knows, so that the demo sends nobody anything, and shows what then becomes of it. */
const ADDRESS = 'https://flexservice.example/wisbaar';
const DEMO_REACH = { http: false, intranet: false };
const APPROVED_TODAY = 3;
const FAILED_DAYS_AGO = 6;

/**
 * The first agency has a back office: whoever was approved earlier has arrived there, some are under way today, and one could not be
 * brought there at all.
 */
export async function handOverSome(work: Work, agencies: readonly SettledAgency[]): Promise<void> {
  const [agency] = agencies;
  if (!agency) return;
  await saveBackOffice(
    work,
    { agencyId: agency.id, name: 'FlexService', url: ADDRESS, active: true, renewSecret: false },
    DEMO_REACH,
  );
  const earlier = await rows<{ id: string; on: LocalDate }>(
    work.em,
    sql`select id, approved_on::text as on from candidate where agency_id = ${agency.id} and approved_on is not null and not anonymised order by approved_on desc, id`,
  );
  const at = (day: LocalDate, time: string) => new Date(`${day}T${time}Z`);
  const today = work.clock.today();
  const failed = earlier.find(({ on }) => on <= plus(today, { days: -FAILED_DAYS_AGO }));
  const arrived = earlier.filter((one) => one !== failed);
  await insertRecords(work.em, HandOverSchema, [
    ...arrived.map(({ id, on }) => ({
      ...{ id: newId(), agencyId: agency.id, candidateId: id, kind: 'CANDIDATE', state: 'DONE', attempts: 1 },
      ...{ queuedAt: at(on, '08:12:00'), nextAttemptAt: at(on, '08:17:00'), doneAt: at(on, '08:12:04') },
    })),
    ...(failed
      ? [
          {
            ...{ id: newId(), agencyId: agency.id, candidateId: failed.id, kind: 'CANDIDATE', state: 'FAILED' },
            ...{ attempts: 11, problem: 'HTTP_503', queuedAt: at(failed.on, '09:30:00') },
            nextAttemptAt: at(plus(failed.on, { days: 5 }), '09:30:00'),
          },
        ]
      : []),
  ]);
  const given = { kind: 'BACK_OFFICE', name: 'FlexService', groups: ['personalia', 'address', 'contact'] };
  await insertRecords(
    work.em,
    RecipientSchema,
    arrived.map(({ id, on }) => ({ id: newId(), candidateId: id, ...given, sentOn: on })),
  );
  const asked = arrived.find(({ on }) => on <= plus(today, { days: -30 }));
  if (asked) await passOnErasureRequest(work, { agencyId: agency.id, candidateId: asked.id });
  const soon = await rows<{ id: string }>(
    work.em,
    sql`select c.id from candidate c
        where c.agency_id = ${agency.id} and not c.anonymised and c.approved_on is null and not c.blocked and c.last_name is not null
          and c.registered_on < ${today}::date
          and not exists (select from erasure_plan p where p.candidate_id = c.id) and not exists (select from hold h where h.candidate_id = c.id)
        order by c.registered_on desc, c.id limit ${APPROVED_TODAY}`,
  );
  for (const { id } of soon) await approveCandidate(work, id);
}
