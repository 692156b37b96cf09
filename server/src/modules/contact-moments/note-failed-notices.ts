import { affected, sql } from '../../platform/database/index.ts';
import type { Work } from '../permissions/index.ts';

/** Tells each open plan whose notice could not be delivered, or may not have been, so that staff see it and decide. */
export function noteFailedNotices(work: Work): Promise<number> {
  return affected(
    work.em,
    sql`update erasure_plan p set notice_problem = 'MAIL_FAILED'
        from notice n
        join outgoing_mail m on m.dedupe_key = 'notice:' || n.plan_id || ':' || n.contact_moment_id
        where n.plan_id = p.id and p.state = 'PLANNED' and p.notice_problem is null and m.state in ('FAILED', 'REVIEW')`,
  );
}
