import type { MailKind } from '../modules/outgoing-mail/index.ts';

/** The page that a mailed link leads to. The secret follows as a fragment, which no server and no proxy is ever told. */
const PAGES: Readonly<Partial<Record<MailKind, string>>> = {
  STAFF_INVITATION: '/admin/wachtwoord-kiezen',
  STAFF_PASSWORD_RESET: '/admin/wachtwoord-kiezen',
  STAFF_EMAIL_CHANGE: '/admin/mailadres-bevestigen',
  REGISTRATION_CONFIRMATION: '/bevestigen',
  CHECKIN_INVITATION: '/uitnodiging',
  PORTAL_CONFIRMATION: '/profiel-bevestigen',
  PORTAL_PASSWORD_RESET: '/wachtwoord-kiezen',
  PORTAL_EMAIL_CHANGE: '/mailadres-bevestigen',
  PORTAL_UNUSED: '/inloggen',
  EXPORT_READY: '/mijn/gegevens',
  JOB_ALERT: '/job-alerts',
};
const CANDIDATES_PAGE = '/bewaren';

export const mailLinks =
  (publicUrl: string) =>
  (kind: MailKind): string =>
    `${publicUrl}${PAGES[kind] ?? CANDIDATES_PAGE}#`;
