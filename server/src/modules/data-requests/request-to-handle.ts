import { localDate, writtenDate, type LocalDate } from '../../platform/clock.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { DomainError, notFound } from '../../platform/errors.ts';
import { queueMail } from '../outgoing-mail/index.ts';
import { personVisibleTo, type Work } from '../permissions/index.ts';
import { erasureRefusal, type ErasureRefusal } from '../retention/index.ts';
import type { RequestLanguage } from './answer-templates.ts';
import type { RequestKind, RequestState } from './data-request.entity.ts';

export interface RequestToHandle {
  id: string;
  candidate_id: string;
  agency_id: string;
  agency_name: string;
  kind: RequestKind;
  state: RequestState;
  received_on: LocalDate;
  due_on: LocalDate;
  extended: boolean;
  email: string | null;
  language: RequestLanguage;
  greeting: string | null;
  /** Why he can't be erased today, if he can't. */
  refusal: ErasureRefusal | null;
}

/**
 * An open request, locked with its person, in the caller's transaction.
 * @throws DomainError NOT_FOUND, CONFLICT when it has been closed
 */
export async function lockOpenRequest({ em, actor, clock }: Work, id: string): Promise<RequestToHandle> {
  const [found] = await rows<RequestToHandle>(
    em,
    sql`select r.id, r.candidate_id, c.agency_id, g.name as agency_name, r.kind, r.state, r.received_on::text, r.due_on::text,
          r.extended_at is not null as extended, coalesce(c.email_private, c.email_work) as email, c.language,
          coalesce(c.call_name, c.first_names, nullif(concat_ws(' ', c.name_prefix, c.last_name), '')) as greeting,
          ${erasureRefusal(clock.today())} as refusal
        from data_request r join candidate c on c.id = r.candidate_id join agency g on g.id = c.agency_id
        where r.id = ${id} and ${personVisibleTo(actor, 'c')} for update of c, r`,
  );
  if (!found) throw notFound();
  if (found.state !== 'OPEN') throw new DomainError('CONFLICT', 'This request has been closed. Load it again.');
  return found;
}

/** Mails what is decided to whoever asked, where there is an address. @returns the text as it was sent, filled in. */
export async function tellDecision(
  work: Work,
  request: RequestToHandle,
  letter: { subject: string; text: string; occasion: string; dueOn: LocalDate },
): Promise<string> {
  const { language } = request;
  const values: Readonly<Record<string, string>> = {
    naam: request.greeting ?? (language === 'nl' ? 'kandidaat' : 'candidate'),
    bureau: request.agency_name,
    ontvangen: writtenDate(request.received_on, language),
    uiterlijk: writtenDate(letter.dueOn, language),
    vandaag: writtenDate(localDate(work.clock.now()), language),
  };
  const text = letter.text.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
  if (request.email !== null)
    await queueMail(work, [
      {
        ...{ agencyId: request.agency_id, candidateId: request.candidate_id, kind: 'REQUEST_ANSWER' as const },
        ...{ to: request.email, subject: letter.subject, text, dedupeKey: `request:${request.id}:${letter.occasion}` },
      },
    ]);
  return text;
}
