import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { DomainError, notFound } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { loadLabel } from '../organisation/index.ts';
import type { Work } from '../permissions/index.ts';
import { CheckInInvitationSchema, type CheckInInvitation } from './checkin-invitation.entity.ts';
import { ofHisReach } from './of-his-reach.ts';
import { stateOf } from './take-up-invitation.ts';

/**
 * Makes an invitation's link of no more use, and forgets the address.
 * @throws DomainError NOT_FOUND, CONFLICT when it was used already or has expired
 */
export function withdrawInvitation(work: Work, id: string): Promise<CheckInInvitation> {
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    await rows(em, sql`select 1 from checkin_invitation where id = ${id} for update`);
    const invitation = await em.findOne(CheckInInvitationSchema, { id, ...ofHisReach(work.actor) });
    const label = invitation && (await loadLabel(inside, invitation.labelId));
    if (!label) throw notFound();
    if (stateOf(work, invitation) !== 'OPEN')
      throw new DomainError('CONFLICT', 'This invitation was used already, or has expired.', ['id']);
    Object.assign(invitation, { withdrawnAt: work.clock.now(), emailSealed: null });
    await em.flush();
    await recordAudit(inside, [
      {
        action: 'checkin-invitation.withdrawn',
        subjectType: 'CheckInInvitation',
        subjectId: id,
        agencyId: label.agencyId,
        facts: { labelId: label.id },
      },
    ]);
    return invitation;
  });
}
