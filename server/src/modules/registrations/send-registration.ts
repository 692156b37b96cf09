import { inTransaction, outsideRowScope, rows, sql } from '../../platform/database/index.ts';
import { badInput, notFound } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { hashToken, newToken } from '../../platform/secrets.ts';
import { AgencySchema } from '../organisation/index.ts';
import { queueSealedLetter } from '../outgoing-mail/index.ts';
import type { Work } from '../permissions/index.ts';
import { mustBeLive, publicLabel, type StatementLanguage } from '../privacy-statements/index.ts';
import { VacancySchema } from '../vacancies/index.ts';
import { soundFilledIn, type FilledIn } from './filled-in.ts';
import { letters } from './letters.ts';
import { RegistrationRequestSchema } from './registration-request.entity.ts';
import type { RegistrationThrottle } from './registration-throttle.ts';

export interface Registration {
  readonly labelSlug: string;
  /** For a Recruit form; without one it is a CheckIn form. */
  readonly vacancyId: string | null;
  readonly language: StatementLanguage;
  readonly filledIn: FilledIn;
  readonly cvId: string | null;
}

const WORKS_FOR_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Takes a form that a visitor sends (H15, H16), and mails a link by which he confirms that the mailbox is his. Whether the
 * agency knows him is not even looked at here, so that the answer and the work are the same for everybody (S6).
 * @param throttle holds back further mails to one mailbox; the sender is not told.
 * @throws DomainError NOT_FOUND for a label or an open vacancy that isn't there, BAD_USER_INPUT, STATEMENT_CHANGED
 */
export function sendRegistration(
  work: Work,
  throttle: Pick<RegistrationThrottle, 'mayMail'>,
  given: Registration,
): Promise<void> {
  return outsideRowScope(async () => {
    const filledIn = soundFilledIn(given.filledIn);
    const label = await publicLabel(work, given.labelSlug);
    if (!label) throw notFound();
    await mustBeLive(work, label, filledIn.statementEdition);
    const mayMail = await throttle.mayMail(filledIn.email);
    await inTransaction(work.em.fork(), async (em) => {
      const { agencyId } = label;
      if (
        given.vacancyId !== null &&
        !(await em.findOne(VacancySchema, { id: given.vacancyId, agencyId, status: 'OPEN' }))
      )
        throw notFound();
      const id = newId();
      const token = newToken();
      const now = work.clock.now();
      await em.insert(RegistrationRequestSchema, {
        id,
        labelId: label.id,
        vacancyId: given.vacancyId,
        language: given.language,
        sealed: work.secrets.seal(JSON.stringify(filledIn), {
          table: 'registration_request',
          row: id,
          column: 'sealed',
        }),
        linkHash: hashToken(token),
        submittedAt: now,
        expiresAt: new Date(now.getTime() + WORKS_FOR_MS),
      });
      if (given.cvId !== null) {
        const taken = await rows(
          em,
          sql`update sent_cv set request_id = ${id} where id = ${given.cvId} and request_id is null and candidate_id is null returning id`,
        );
        if (taken.length === 0) throw badInput('cvId', 'Send the CV again: it is not there any more.');
      }
      if (!mayMail) return;
      const agency = await em.findOneOrFail(AgencySchema, { id: agencyId });
      await queueSealedLetter(
        { ...work, em },
        {
          agencyId,
          kind: 'REGISTRATION_CONFIRMATION',
          to: filledIn.email,
          ...letters.CONFIRM[given.language]({ label: label.name, contactEmail: agency.contactEmail }),
          linkToken: token,
          occasion: id,
        },
      );
    });
  });
}
