import { inTransaction, outsideRowScope, rows, sql } from '../../platform/database/index.ts';
import { badInput, DomainError } from '../../platform/errors.ts';
import { hashToken } from '../../platform/secrets.ts';
import { LabelSchema, type Label } from '../organisation/index.ts';
import type { Work } from '../permissions/index.ts';
import { mustBeLive, type StatementLanguage } from '../privacy-statements/index.ts';
import { CheckInInvitationSchema, type CheckInInvitation } from './checkin-invitation.entity.ts';
import { enterPerson } from './enter-person.ts';
import { soundFilledIn, type FilledIn } from './filled-in.ts';

/** What stands behind a mailed invitation. Only who holds an open one is told anything else. */
export type FoundInvitation =
  | { state: 'UNKNOWN' | 'EXPIRED' | 'USED' }
  | { state: 'OPEN'; label: Label; email: string; language: StatementLanguage };

const UNKNOWN = { state: 'UNKNOWN' } as const;

/** Looks at an invitation, and changes nothing, however often it is done (D19). */
export function findInvitation(work: Work, token: string): Promise<FoundInvitation> {
  return outsideRowScope(async (): Promise<FoundInvitation> => {
    const em = work.em.fork();
    const invitation = await em.findOne(CheckInInvitationSchema, { linkHash: hashToken(token) });
    if (!invitation) return UNKNOWN;
    const state = stateOf(work, invitation);
    if (state !== 'OPEN') return { state };
    const email = emailOf(work, invitation);
    if (email === undefined) return { state: 'EXPIRED' };
    const label = await em.findOneOrFail(LabelSchema, { id: invitation.labelId });
    return { state, label, email, language: invitation.language };
  });
}

/**
 * Who was invited registers. The mailbox is his: the link came there. It is used up by it; of two that come at once, one
 * has an effect.
 * @throws DomainError LINK_UNKNOWN, LINK_EXPIRED, BAD_USER_INPUT, STATEMENT_CHANGED
 */
export function takeUpInvitation(
  work: Work,
  given: { token: string; language: StatementLanguage; filledIn: Omit<FilledIn, 'email'>; cvId: string | null },
): Promise<void> {
  return outsideRowScope(() =>
    inTransaction(work.em.fork(), async (em) => {
      const inside: Work = { ...work, em };
      const hash = hashToken(given.token);
      await rows(em, sql`select 1 from checkin_invitation where link_hash = ${hash} for update`);
      const invitation = await em.findOne(CheckInInvitationSchema, { linkHash: hash });
      if (!invitation) throw new DomainError('LINK_UNKNOWN', 'This link is not known.', ['token']);
      const email = emailOf(work, invitation);
      if (stateOf(work, invitation) !== 'OPEN' || email === undefined)
        throw new DomainError('LINK_EXPIRED', 'This link has expired, or was used already.', ['token']);
      const filledIn = soundFilledIn({ ...given.filledIn, email });
      const label = await em.findOneOrFail(LabelSchema, { id: invitation.labelId });
      await mustBeLive(work, label, filledIn.statementEdition);
      const now = work.clock.now();
      Object.assign(invitation, { usedAt: now, emailSealed: null });
      await em.flush();
      const candidateId = await enterPerson(inside, {
        label,
        vacancyId: null,
        kind: 'CHECKIN_INVITATION',
        language: given.language,
        filledIn,
        submittedAt: now,
        occasion: invitation.id,
      });
      if (given.cvId === null) return;
      const taken = await rows(
        em,
        sql`update sent_cv set candidate_id = ${candidateId}
            where id = ${given.cvId} and request_id is null and candidate_id is null returning id`,
      );
      if (taken.length === 0) throw badInput('cvId', 'Send the CV again: it is not there any more.');
    }),
  );
}

export function stateOf({ clock }: Pick<Work, 'clock'>, invitation: CheckInInvitation): 'OPEN' | 'USED' | 'EXPIRED' {
  if (invitation.usedAt) return 'USED';
  return invitation.withdrawnAt || invitation.expiresAt <= clock.now() ? 'EXPIRED' : 'OPEN';
}

/** The address; undefined when it was forgotten, or when its seal is broken. */
export function emailOf(
  { secrets }: Pick<Work, 'secrets'>,
  { id, emailSealed }: CheckInInvitation,
): string | undefined {
  try {
    return emailSealed
      ? secrets.open(emailSealed, { table: 'checkin_invitation', row: id, column: 'email_sealed' })
      : undefined;
  } catch {
    return undefined;
  }
}
