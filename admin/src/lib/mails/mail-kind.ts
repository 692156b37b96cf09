import { m } from '#messages';

const kinds: Record<string, () => string> = {
  ERASURE_NOTICE: m.mail_kind_contact_moment,
  ERASURE_CONFIRMATION: m.mail_kind_confirmation,
  REGISTRATION_RECEIVED: m.mail_kind_registration_received,
};

/** What a mail is about. */
export const mailKind = (kind: string | null): string => kinds[kind ?? '']?.() ?? kind ?? '–';
