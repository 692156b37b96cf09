import { rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { ApplicationSchema } from '../applications/index.ts';
import { recordAudit } from '../audit/index.ts';
import { CandidateSchema, type RegistrationKind } from '../candidates/index.ts';
import { ConsentSchema, giveConsent } from '../consent/index.ts';
import { AgencySchema, type Label } from '../organisation/index.ts';
import { queueMail } from '../outgoing-mail/index.ts';
import type { Work } from '../permissions/index.ts';
import { statementOfEdition, type StatementLanguage } from '../privacy-statements/index.ts';
import { updateTerms } from '../retention/index.ts';
import { VacancySchema } from '../vacancies/index.ts';
import type { FilledIn } from './filled-in.ts';
import { letters } from './letters.ts';

export interface Entry {
  readonly label: Label;
  readonly vacancyId: string | null;
  readonly kind: Extract<RegistrationKind, 'CHECKIN_FORM' | 'CHECKIN_INVITATION' | 'RECRUIT_APPLICATION'>;
  readonly language: StatementLanguage;
  readonly filledIn: FilledIn;
  /** When the form was sent: what was ticked, was ticked then. */
  readonly submittedAt: Date;
  /** One mail for each. */
  readonly occasion: string;
}

const CHANNEL = {
  CHECKIN_FORM: 'CHECKIN_FORM',
  CHECKIN_INVITATION: 'CHECKIN_INVITATION',
  RECRUIT_APPLICATION: 'RECRUIT_FORM',
} as const;

/**
 * Enters somebody whose mailbox has been shown to be his own, in the caller's transaction. Whom the agency knows already by
 * that address of his own and his last name gets no second file: what he sends now is added to the one that he has, and nothing
 * in it is overwritten. A couple may share a mailbox, and a shop: whoever has another name is somebody else.
 * @returns his id.
 */
export async function enterPerson(work: Work, entry: Entry): Promise<string> {
  const { em } = work;
  const { label, filledIn, kind } = entry;
  // One after another within an agency, so that two forms of one person can't make two of him.
  await rows(em, sql`select 1 from agency where id = ${label.agencyId} for no key update`);
  const known = await findKnown(work, label.agencyId, filledIn);
  // Filled or withdrawn since the form was sent: nobody will decide about him there, so he registers with the agency.
  const vacancy =
    entry.vacancyId === null ? null : await em.findOne(VacancySchema, { id: entry.vacancyId, status: 'OPEN' });
  const candidateId = known ?? newId();
  const today = work.clock.today();
  if (!known)
    em.create(CandidateSchema, {
      id: candidateId,
      agencyId: label.agencyId,
      organisationUnitId: vacancy?.organisationUnitId ?? null,
      registrationKind: kind,
      registeredOn: today,
      language: entry.language,
      callName: filledIn.callName,
      namePrefix: filledIn.namePrefix,
      lastName: filledIn.lastName,
      emailPrivate: filledIn.email,
      phoneMobile: filledIn.phone,
    });
  // Who registers again starts his clock again, as with any registration (D14).
  if (entry.vacancyId !== null || known)
    em.create(ApplicationSchema, {
      id: newId(),
      candidateId,
      vacancyId: vacancy?.id ?? null,
      type: vacancy ? 'VACANCY' : 'OPEN',
      source: label.name,
      appliedOn: today,
    });
  await em.flush();
  await noteWhatHeRead(work, candidateId, entry);
  await updateTerms(em, { candidateIds: [candidateId] });
  await recordAudit(work, [
    {
      action: known ? 'candidate.registered-again' : 'candidate.registered',
      subjectType: 'Candidate',
      subjectId: candidateId,
      facts: { kind, labelId: label.id },
    },
  ]);
  await sendReceived(work, candidateId, entry);
  return candidateId;
}

async function findKnown(
  { em }: Work,
  agencyId: string,
  { email, lastName }: Pick<FilledIn, 'email' | 'lastName'>,
): Promise<string | undefined> {
  const sharing = await rows<{ id: string; last_name: string | null }>(
    em,
    sql`select id, last_name from candidate
        where agency_id = ${agencyId} and not anonymised and lower(email_private) = ${email}
        order by registered_on desc, id for update`,
  );
  return sharing.find((one) => one.last_name === null || plainName(one.last_name) === plainName(lastName))?.id;
}

/** However it is written: "de Groot" and "Groot", with accents or without. */
const plainName = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/^((van|de|der|den|ter|ten|te|het|'t|el|al|la|le|du|da|dos|von)\s+)+/u, '')
    .replace(/[^\p{L}\p{N}]/gu, '');

async function noteWhatHeRead(work: Work, candidateId: string, entry: Entry): Promise<void> {
  const read = {
    candidateId,
    channel: CHANNEL[entry.kind],
    givenAt: entry.submittedAt,
    statementEdition: entry.filledIn.statementEdition,
    statementVersion: String((await statementOfEdition(work, entry.filledIn.statementEdition))!.version),
  };
  await giveConsent(work, { ...read, purpose: 'PRIVACY_STATEMENT' });
  if (entry.filledIn.otherVacancies) await giveConsent(work, { ...read, purpose: 'OTHER_VACANCIES' });
}

async function sendReceived(work: Work, candidateId: string, entry: Entry): Promise<void> {
  const { label, filledIn, language } = entry;
  const agency = await work.em.findOneOrFail(AgencySchema, { id: label.agencyId });
  const { version } = (await statementOfEdition(work, filledIn.statementEdition))!;
  const otherVacancies =
    (await work.em.count(ConsentSchema, { candidateId, purpose: 'OTHER_VACANCIES', withdrawnAt: null })) > 0;
  const parts = { label: label.name, contactEmail: agency.contactEmail, name: filledIn.callName, version };
  await queueMail(work, [
    {
      agencyId: agency.id,
      candidateId,
      kind: 'REGISTRATION_RECEIVED',
      to: filledIn.email,
      ...letters.RECEIVED[language]({ ...parts, otherVacancies }),
      dedupeKey: `registration:${entry.occasion}`,
    },
  ]);
}
