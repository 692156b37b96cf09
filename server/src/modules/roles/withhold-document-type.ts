import { rows, sql } from '../../platform/database/index.ts';
import { recordAudit } from '../audit/index.ts';
import { worksForAgency, type RightName, type Work } from '../permissions/index.ts';
import { RoleRightSchema, RoleSchema } from './role.entity.ts';

const REASON = 'Bij het maken van dit documenttype: alleen voor wie het recht krijgt';

/**
 * Takes a type of document that has just been made from every built-in role but the admin’s: an identity document is for nobody who
 * was not given it (H1). Roles of an agency’s own start without it. Call it in the transaction that makes the type.
 */
export async function withholdDocumentType(work: Work, documentTypeId: string): Promise<void> {
  const { em, clock, actor } = work;
  const right: RightName = `document:${documentTypeId}`;
  await rows(
    em,
    sql`with locked as (select from role where built_in is not null order by id for update) select count(*) from locked`,
  );
  const roles = await em.find(RoleSchema, { builtIn: { $ne: null } }, { orderBy: { id: 'asc' }, refresh: true });
  const others = roles.filter(({ builtIn }) => builtIn !== 'ADMIN');
  const by = { changedAt: clock.now(), changedBy: worksForAgency(actor) ? actor.id : null, reason: REASON };
  for (const role of others) {
    role.version += 1;
    em.create(RoleRightSchema, { roleId: role.id, right, granted: false, ...by });
  }
  await em.flush();
  await recordAudit(
    work,
    others.map(({ id, version }) => ({
      action: 'role.changed',
      subjectType: 'Role',
      subjectId: id,
      facts: { version, granted: '', revoked: right },
    })),
  );
}
