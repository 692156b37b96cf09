import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { AgencySchema } from '../organisation/index.ts';
import { CandidateSchema } from '../candidates/index.ts';

export const MAIL_KINDS = [
  'ERASURE_NOTICE',
  'ERASURE_CONFIRMATION',
  'STAFF_INVITATION',
  'STAFF_PASSWORD_RESET',
  'STAFF_PASSWORD_CHANGED',
  'STAFF_EMAIL_CHANGE',
  'STAFF_EMAIL_CHANGE_ASKED',
  'STAFF_EMAIL_CHANGED',
  'REGISTRATION_CONFIRMATION',
  'REGISTRATION_RECEIVED',
  'CHECKIN_INVITATION',
  'RECIPIENT_ERASURE',
  'REQUEST_ANSWER',
  'PORTAL_CONFIRMATION',
  'PORTAL_PASSWORD_RESET',
  'PORTAL_PASSWORD_CHANGED',
  'PORTAL_EMAIL_CHANGE',
  'PORTAL_EMAIL_CHANGE_ASKED',
  'PORTAL_EMAIL_CHANGED',
  'PORTAL_UNUSED',
  'EXPORT_READY',
  'JOB_ALERT',
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/**
 * `QUEUED` → `SENDING` (committed before the conversation starts) → `SENT`. A row that is found in `SENDING` may have been
 * delivered: it goes to `REVIEW`, for a person, and is never sent again by itself. `WITHDRAWN`: its person was erased first.
 */
export const MAIL_STATES = ['QUEUED', 'SENDING', 'SENT', 'FAILED', 'REVIEW', 'WITHDRAWN'] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** A mail, rendered and stored before anything is sent. The link's secret stands apart, sealed, and is gone once sent. */
export const OutgoingMailSchema = defineEntity({
  name: 'OutgoingMail',
  tableName: 'outgoing_mail',
  indexes: [{ name: 'outgoing_mail_waiting', properties: ['state', 'nextAttemptAt'] }],
  properties: {
    id: p.uuid().primary(),
    agencyId: () => p.manyToOne(AgencySchema).mapToPk().fieldName('agency_id').index(),
    candidateId: () => p.manyToOne(CandidateSchema).mapToPk().fieldName('candidate_id').nullable().index(),
    kind: p.enum(MAIL_KINDS),
    to: p.text().nullable(),
    /** The address of a mail to an employee, or to somebody who is no longer known; its row goes when the mail has left. */
    toSealed: p.blob().nullable().hidden(),
    subject: p.text(),
    /** Markdown-free text with `{anonimiseringLink}`, or `{link}` for an employee, still in it. */
    text: p.text(),
    /** A text that is about a person who is no longer known; its row goes when the mail has left. */
    textSealed: p.blob().nullable().hidden(),
    linkSealed: p.blob().nullable().hidden(),
    messageId: p.text(),
    /** One mail per occasion, however often it is asked for. */
    dedupeKey: p.text().unique(),
    state: p.enum(MAIL_STATES).default('QUEUED'),
    attempts: p.integer().default(0),
    queuedAt: p.datetime(3),
    nextAttemptAt: p.datetime(3),
    sentAt: p.datetime(3).nullable(),
    /** Code of what went wrong, `SMTP_550`, never the server's own words. */
    problem: p.text().nullable(),
  },
});
export type OutgoingMail = InferEntity<typeof OutgoingMailSchema>;
