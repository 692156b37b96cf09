import { m } from '#messages';
import type { MailRow } from './mails.graphql.ts';

type MailKind = NonNullable<MailRow['kind']>;

const kinds: Record<MailKind, () => string> = {
  ERASURE_NOTICE: m.mail_kind_contact_moment,
  ERASURE_CONFIRMATION: m.mail_kind_confirmation,
  REGISTRATION_RECEIVED: m.mail_kind_registration_received,
  REQUEST_ANSWER: m.mail_kind_request_answer,
  EXPORT_READY: m.mail_kind_export_ready,
  JOB_ALERT: m.mail_kind_job_alert,
  REGISTRATION_CONFIRMATION: m.mail_kind_registration_confirmation,
  CHECKIN_INVITATION: m.mail_kind_checkin_invitation,
  RECIPIENT_ERASURE: m.mail_kind_recipient_erasure,
  STAFF_INVITATION: m.mail_kind_staff_invitation,
  STAFF_PASSWORD_RESET: m.mail_kind_staff_password_reset,
  STAFF_PASSWORD_CHANGED: m.mail_kind_staff_password_changed,
  STAFF_EMAIL_CHANGE: m.mail_kind_staff_email_change,
  STAFF_EMAIL_CHANGE_ASKED: m.mail_kind_staff_email_change_asked,
  STAFF_EMAIL_CHANGED: m.mail_kind_staff_email_changed,
  PORTAL_CONFIRMATION: m.mail_kind_portal_confirmation,
  PORTAL_PASSWORD_RESET: m.mail_kind_portal_password_reset,
  PORTAL_PASSWORD_CHANGED: m.mail_kind_portal_password_changed,
  PORTAL_EMAIL_CHANGE: m.mail_kind_portal_email_change,
  PORTAL_EMAIL_CHANGE_ASKED: m.mail_kind_portal_email_change_asked,
  PORTAL_EMAIL_CHANGED: m.mail_kind_portal_email_changed,
  PORTAL_UNUSED: m.mail_kind_portal_unused,
};

/** What a mail is about. */
export const mailKind = (kind: MailKind | null): string => (kind ? kinds[kind]() : '–');
