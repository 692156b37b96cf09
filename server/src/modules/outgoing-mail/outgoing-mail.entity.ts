import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { AgencySchema } from '../organisation/index.ts';
import { CandidateSchema } from '../candidates/index.ts';

export const MAIL_KINDS = ['ERASURE_NOTICE', 'ERASURE_CONFIRMATION'] as const;
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
    /** The address of a mail to somebody who is no longer known; such a row is deleted when the mail has left. */
    toSealed: p.blob().nullable().hidden(),
    subject: p.text(),
    /** Markdown-free text with `{anonimiseringLink}` still in it. */
    text: p.text(),
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
