import { inTransaction, outsideRowScope, rows, sql } from '../../platform/database/index.ts';
import { DomainError } from '../../platform/errors.ts';
import { hashToken } from '../../platform/secrets.ts';
import { LabelSchema, type Label } from '../organisation/index.ts';
import type { Work } from '../permissions/index.ts';
import { enterPerson } from './enter-person.ts';
import type { FilledIn } from './filled-in.ts';
import { RegistrationRequestSchema } from './registration-request.entity.ts';

/** What stands behind the link in the mail that asks to confirm; a used one is as unknown as one that never was. */
export type RequestState = 'OPEN' | 'EXPIRED' | 'UNKNOWN';

export interface RequestToConfirm {
  readonly state: RequestState;
  readonly label: Label | null;
}

/** Looks at the link, and changes nothing (D19). Only an open one tells for which label it is. */
export function requestToConfirm(work: Work, token: string): Promise<RequestToConfirm> {
  return outsideRowScope(async (): Promise<RequestToConfirm> => {
    const em = work.em.fork();
    const request = await em.findOne(RegistrationRequestSchema, { linkHash: hashToken(token) });
    if (!request) return { state: 'UNKNOWN', label: null };
    if (request.expiresAt <= work.clock.now()) return { state: 'EXPIRED', label: null };
    return { state: 'OPEN', label: await em.findOne(LabelSchema, { id: request.labelId }) };
  });
}

/**
 * The visitor confirms what he filled in: now he is registered, and the request goes. Of two that come at once, one has an effect.
 * @throws DomainError LINK_UNKNOWN, LINK_EXPIRED
 */
export function confirmRegistration(work: Work, token: string): Promise<void> {
  return outsideRowScope(() =>
    inTransaction(work.em.fork(), async (em) => {
      const inside: Work = { ...work, em };
      const hash = hashToken(token);
      await rows(em, sql`select 1 from registration_request where link_hash = ${hash} for update`);
      const request = await em.findOne(RegistrationRequestSchema, { linkHash: hash });
      if (!request) throw new DomainError('LINK_UNKNOWN', 'This link is not known, or was used already.', ['token']);
      if (request.expiresAt <= work.clock.now())
        throw new DomainError('LINK_EXPIRED', 'This link has expired.', ['token']);
      const place = { table: 'registration_request', row: request.id, column: 'sealed' };
      const candidateId = await enterPerson(inside, {
        label: await em.findOneOrFail(LabelSchema, { id: request.labelId }),
        vacancyId: request.vacancyId ?? null,
        kind: request.vacancyId == null ? 'CHECKIN_FORM' : 'RECRUIT_APPLICATION',
        language: request.language,
        filledIn: JSON.parse(work.secrets.open(request.sealed, place)) as FilledIn,
        submittedAt: request.submittedAt,
        occasion: request.id,
      });
      await rows(
        em,
        sql`update sent_cv set candidate_id = ${candidateId}, request_id = null where request_id = ${request.id}`,
      );
      await rows(em, sql`delete from registration_request where id = ${request.id}`);
    }),
  );
}
