import type { MailKind } from '../../outgoing-mail/index.ts';
import type { StaffLanguage } from '../staff.ts';

export type StaffMailKind = Extract<MailKind, `STAFF_${string}`>;

interface Text {
  readonly subject: string;
  readonly text: string;
}

/** `{naam}`, `{bureau}` and `{link}` are filled in; a line that is empty keeps paragraphs apart. */
export const STAFF_MAILS: Readonly<Record<StaffMailKind, Readonly<Record<StaffLanguage, Text>>>> = {
  STAFF_INVITATION: {
    nl: {
      subject: 'Uw toegang tot Wisbaar',
      text: `Beste {naam},

U bent uitgenodigd om bij {bureau} met Wisbaar te werken. Kies zelf een wachtwoord:

{link}

De link werkt zeven dagen, en één keer. Verwachtte u deze mail niet? Dan hoeft u niets te doen.

{bureau}`,
    },
    en: {
      subject: 'Your access to Wisbaar',
      text: `Dear {naam},

You are invited to work with Wisbaar at {bureau}. Choose a password of your own:

{link}

The link works for seven days, and once. Did you not expect this mail? Then you need not do anything.

{bureau}`,
    },
  },
  STAFF_PASSWORD_RESET: {
    nl: {
      subject: 'Een nieuw wachtwoord voor Wisbaar',
      text: `Beste {naam},

Voor uw account is een nieuw wachtwoord gevraagd. Kies het hier:

{link}

De link werkt een uur, en één keer. Hebt u hier niet om gevraagd? Dan hoeft u niets te doen: uw wachtwoord blijft wat het was.

{bureau}`,
    },
    en: {
      subject: 'A new password for Wisbaar',
      text: `Dear {naam},

A new password was asked for your account. Choose it here:

{link}

The link works for an hour, and once. Did you not ask for this? Then you need not do anything: your password stays as it was.

{bureau}`,
    },
  },
  STAFF_EMAIL_CHANGE: {
    nl: {
      subject: 'Bevestig uw nieuwe mailadres',
      text: `Beste {naam},

U wilt voortaan met dit mailadres bij Wisbaar aanmelden. Bevestig dat hier:

{link}

De link werkt een dag, en één keer. Hebt u hier niet om gevraagd? Dan hoeft u niets te doen.

{bureau}`,
    },
    en: {
      subject: 'Confirm your new mail address',
      text: `Dear {naam},

From now on you want to sign in to Wisbaar with this mail address. Confirm that here:

{link}

The link works for a day, and once. Did you not ask for this? Then you need not do anything.

{bureau}`,
    },
  },
  STAFF_EMAIL_CHANGE_ASKED: {
    nl: {
      subject: 'Voor uw account bij Wisbaar is een ander mailadres gevraagd',
      text: `Beste {naam},

Voor uw account is een ander mailadres gevraagd. Het geldt pas als het via een mail aan dat adres is bevestigd. Was u dat niet? Wijzig dan meteen uw wachtwoord: de aanvraag vervalt daarmee. En waarschuw uw beheerder.

{bureau}`,
    },
    en: {
      subject: 'Another mail address was asked for your account with Wisbaar',
      text: `Dear {naam},

Another mail address was asked for your account. It counts only once it has been confirmed by a mail to that address. Was that not you? Then change your password at once: the request ends with that. And warn your administrator.

{bureau}`,
    },
  },
  STAFF_PASSWORD_CHANGED: {
    nl: {
      subject: 'Uw wachtwoord voor Wisbaar is gewijzigd',
      text: `Beste {naam},

Het wachtwoord van uw account is zojuist gewijzigd. Was u dat niet? Vraag dan meteen een nieuw wachtwoord aan op de aanmeldpagina, en waarschuw uw beheerder.

{bureau}`,
    },
    en: {
      subject: 'Your password for Wisbaar has been changed',
      text: `Dear {naam},

The password of your account has just been changed. Was that not you? Then ask for a new password on the sign-in page at once, and warn your administrator.

{bureau}`,
    },
  },
  STAFF_EMAIL_CHANGED: {
    nl: {
      subject: 'Uw mailadres voor Wisbaar is gewijzigd',
      text: `Beste {naam},

U meldt voortaan met een ander mailadres aan bij Wisbaar. Was u dat niet? Waarschuw dan meteen uw beheerder.

{bureau}`,
    },
    en: {
      subject: 'Your mail address for Wisbaar has been changed',
      text: `Dear {naam},

From now on you sign in to Wisbaar with another mail address. Was that not you? Then warn your administrator at once.

{bureau}`,
    },
  },
};
