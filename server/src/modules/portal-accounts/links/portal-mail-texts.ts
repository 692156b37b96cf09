import type { MailKind } from '../../outgoing-mail/index.ts';

export type PortalMailKind = Extract<
  MailKind,
  | 'PORTAL_CONFIRMATION'
  | 'PORTAL_PASSWORD_RESET'
  | 'PORTAL_PASSWORD_CHANGED'
  | 'PORTAL_EMAIL_CHANGE'
  | 'PORTAL_EMAIL_CHANGE_ASKED'
  | 'PORTAL_EMAIL_CHANGED'
>;

interface Text {
  readonly subject: string;
  readonly text: string;
}

/** `{bureau}` and `{link}` are filled in. They name nobody: an account may stand for nobody any more (D6). */
export const PORTAL_MAILS: Readonly<Record<PortalMailKind, Readonly<Record<'nl' | 'en', Text>>>> = {
  PORTAL_CONFIRMATION: {
    nl: {
      subject: 'Bevestig je profiel bij {bureau}',
      text: `Hallo,

Je hebt een profiel gemaakt bij {bureau}. Open deze link om het te bevestigen:

{link}

Daarna kun je inloggen met de gebruikersnaam en het wachtwoord die je hebt gekozen. De link werkt een dag, en één keer. Heb je geen profiel gemaakt? Dan hoef je niets te doen.

{bureau}`,
    },
    en: {
      subject: 'Confirm your profile with {bureau}',
      text: `Hello,

You made a profile with {bureau}. Open this link to confirm it:

{link}

After that you can sign in with the user name and the password that you chose. The link works for a day, and once. Did you not make a profile? Then you need not do anything.

{bureau}`,
    },
  },
  PORTAL_PASSWORD_RESET: {
    nl: {
      subject: 'Kies een nieuw wachtwoord voor {bureau}',
      text: `Hallo,

Voor je account bij {bureau} is een nieuw wachtwoord gevraagd. Kies het hier:

{link}

De link werkt een uur, en één keer. Heb je hier niet om gevraagd? Dan hoef je niets te doen: je wachtwoord blijft wat het was.

{bureau}`,
    },
    en: {
      subject: 'Choose a new password for {bureau}',
      text: `Hello,

A new password was asked for your account with {bureau}. Choose it here:

{link}

The link works for an hour, and once. Did you not ask for this? Then you need not do anything: your password stays as it was.

{bureau}`,
    },
  },
  PORTAL_PASSWORD_CHANGED: {
    nl: {
      subject: 'Je wachtwoord voor {bureau} is gewijzigd',
      text: `Hallo,

Het wachtwoord van je account bij {bureau} is net gewijzigd. Was jij dat niet? Vraag dan meteen een nieuw wachtwoord aan op de pagina waar je inlogt.

{bureau}`,
    },
    en: {
      subject: 'Your password for {bureau} has been changed',
      text: `Hello,

The password of your account with {bureau} has just been changed. Was that not you? Then ask for a new password at once, on the page where you sign in.

{bureau}`,
    },
  },
  PORTAL_EMAIL_CHANGE: {
    nl: {
      subject: 'Bevestig je nieuwe mailadres voor {bureau}',
      text: `Hallo,

Je wilt dat mails over je account bij {bureau} voortaan naar dit adres gaan. Bevestig dat hier:

{link}

De link werkt een dag, en één keer. Heb je hier niet om gevraagd? Dan hoef je niets te doen.

{bureau}`,
    },
    en: {
      subject: 'Confirm your new mail address for {bureau}',
      text: `Hello,

You want mails about your account with {bureau} to come to this address from now on. Confirm that here:

{link}

The link works for a day, and once. Did you not ask for this? Then you need not do anything.

{bureau}`,
    },
  },
  PORTAL_EMAIL_CHANGE_ASKED: {
    nl: {
      subject: 'Voor je account bij {bureau} is een ander mailadres gevraagd',
      text: `Hallo,

Voor je account bij {bureau} is een ander mailadres gevraagd. Het geldt pas als het via een mail aan dat adres is bevestigd. Was jij dat niet? Wijzig dan meteen je wachtwoord: de aanvraag vervalt daarmee.

{bureau}`,
    },
    en: {
      subject: 'Another mail address was asked for your account with {bureau}',
      text: `Hello,

Another mail address was asked for your account with {bureau}. It counts only once it has been confirmed by a mail to that address. Was that not you? Then change your password at once: the request ends with that.

{bureau}`,
    },
  },
  PORTAL_EMAIL_CHANGED: {
    nl: {
      subject: 'Je account bij {bureau} heeft een ander mailadres',
      text: `Hallo,

Mails over je account bij {bureau} gaan voortaan naar een ander adres. Was jij dat niet? Schrijf dan meteen naar {contact}.

{bureau}`,
    },
    en: {
      subject: 'Your account with {bureau} has another mail address',
      text: `Hello,

Mails about your account with {bureau} go to another address from now on. Was that not you? Then write to {contact} at once.

{bureau}`,
    },
  },
};
