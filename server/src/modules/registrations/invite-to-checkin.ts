import { z } from 'zod';
import { inTransaction, outsideRowScope } from '../../platform/database/index.ts';
import { badInput, notFound } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { hashToken, newToken } from '../../platform/secrets.ts';
import { recordAudit } from '../audit/index.ts';
import { AgencySchema, loadLabel, type Label } from '../organisation/index.ts';
import { queueSealedLetter } from '../outgoing-mail/index.ts';
import { worksForAgency, type Work } from '../permissions/index.ts';
import { liveStatement, type StatementLanguage } from '../privacy-statements/index.ts';
import { CheckInInvitationSchema, type CheckInInvitation } from './checkin-invitation.entity.ts';
import { letters } from './letters.ts';

const WORKS_FOR_MS = 14 * 24 * 60 * 60 * 1000;
const address = z.email().max(254);

/**
 * A recruiter asks somebody by mail to register (H27).
 * @throws DomainError NOT_FOUND, BAD_USER_INPUT for an address that can't be used, or a label without a live statement
 */
export async function inviteToCheckIn(
  work: Work,
  input: { labelId: string; email: string; language: StatementLanguage },
): Promise<CheckInInvitation> {
  const email = address.safeParse(input.email.trim().toLowerCase());
  if (!email.success) throw badInput('email', 'Give a mail address, such as naam@voorbeeld.nl.');
  const label = await loadLabel(work, input.labelId);
  if (!label) throw notFound();
  if (!(await liveStatement(work, label, input.language)))
    throw badInput('labelId', 'This label has no live privacy statement, so nobody can register with it.');
  // Whose label it is was asked above; the mail hangs on no person yet by whom the database could know whose it is.
  return outsideRowScope(() => invite(work, label, { ...input, email: email.data }));
}

function invite(
  work: Work,
  label: Label,
  { email, language }: { email: string; language: StatementLanguage },
): Promise<CheckInInvitation> {
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    const id = newId();
    const token = newToken();
    const now = work.clock.now();
    const { actor } = work;
    const invitation = em.create(CheckInInvitationSchema, {
      id,
      labelId: label.id,
      language,
      emailSealed: work.secrets.seal(email, { table: 'checkin_invitation', row: id, column: 'email_sealed' }),
      linkHash: hashToken(token),
      invitedBy: worksForAgency(actor) ? actor.id : null,
      invitedAt: now,
      expiresAt: new Date(now.getTime() + WORKS_FOR_MS),
    });
    await em.flush();
    const agency = await em.findOneOrFail(AgencySchema, { id: label.agencyId });
    await queueSealedLetter(inside, {
      agencyId: agency.id,
      kind: 'CHECKIN_INVITATION',
      to: email,
      ...letters.INVITE[language]({ label: label.name, contactEmail: agency.contactEmail }),
      linkToken: token,
      occasion: id,
    });
    await recordAudit(inside, [
      {
        action: 'checkin-invitation.sent',
        subjectType: 'CheckInInvitation',
        subjectId: id,
        agencyId: agency.id,
        facts: { labelId: label.id },
      },
    ]);
    return invitation;
  });
}
