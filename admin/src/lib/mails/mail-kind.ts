import { m } from '#messages';

const kinds: Record<string, () => string> = {
  CONTACT_MOMENT: m.mail_kind_contact_moment,
  NOTICE: m.mail_kind_contact_moment,
  ERASURE_NOTICE: m.mail_kind_contact_moment,
  ERASURE_CONFIRMATION: m.mail_kind_confirmation,
};

/** What a mail is about; the server's name in any style of writing. */
export const mailKind = (kind: string): string => kinds[kind.replaceAll(/[-. ]/g, '_').toUpperCase()]?.() ?? kind;
