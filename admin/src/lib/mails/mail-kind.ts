import { m } from '#messages';

const kinds: Record<string, () => string> = {
  ERASURE_NOTICE: m.mail_kind_contact_moment,
  ERASURE_CONFIRMATION: m.mail_kind_confirmation,
  REGISTRATION_RECEIVED: m.mail_kind_registration_received,
  REQUEST_ANSWER: m.mail_kind_request_answer,
  EXPORT_READY: m.mail_kind_export_ready,
  JOB_ALERT: m.mail_kind_job_alert,
  REGISTRATION_CONFIRMATION: m.mail_kind_registration_confirmation,
  CHECKIN_INVITATION: m.mail_kind_checkin_invitation,
  RECIPIENT_ERASURE: m.mail_kind_recipient_erasure,
};

/** What a mail is about. */
export const mailKind = (kind: string | null): string => kinds[kind ?? '']?.() ?? kind ?? '–';
