import type { StatementLanguage } from '../privacy-statements/index.ts';

interface Letter {
  readonly subject: string;
  readonly text: string;
}
interface Parts {
  readonly label: string;
  readonly contactEmail: string;
}

const CONFIRM: Readonly<Record<StatementLanguage, (parts: Parts) => Letter>> = {
  nl: ({ label, contactEmail }) => ({
    subject: `Bevestig je inschrijving bij ${label}`,
    text: `Hallo,

Met dit mailadres is een formulier van ${label} ingevuld. Was jij dat? Bevestig dan je inschrijving:

{link}

De link werkt zeven dagen. Bevestig je niet, dan wissen we wat er is ingevuld.

Was jij dit niet? Dan hoef je niets te doen. Vragen? Mail ${contactEmail}.

${label}`,
  }),
  en: ({ label, contactEmail }) => ({
    subject: `Confirm your registration with ${label}`,
    text: `Hello,

A form of ${label} was filled in with this mail address. Was that you? Then confirm your registration:

{link}

The link works for seven days. If you don't confirm, we erase what was filled in.

Was it not you? Then you need not do anything. Questions? Mail ${contactEmail}.

${label}`,
  }),
};

const INVITE: Readonly<Record<StatementLanguage, (parts: Parts) => Letter>> = {
  nl: ({ label, contactEmail }) => ({
    subject: `Schrijf je in bij ${label}`,
    text: `Hallo,

${label} nodigt je uit om je in te schrijven. Dat doe je hier:

{link}

De link is alleen voor jou en werkt veertien dagen. Je leest eerst hoe we met je gegevens omgaan.

Wil je dit niet? Dan hoef je niets te doen: we wissen je mailadres als de link verloopt. Vragen? Mail ${contactEmail}.

${label}`,
  }),
  en: ({ label, contactEmail }) => ({
    subject: `Register with ${label}`,
    text: `Hello,

${label} invites you to register. You do that here:

{link}

The link is for you alone and works for fourteen days. You first read how we treat your data.

Don't you want this? Then you need not do anything: we erase your mail address when the link expires. Questions? Mail ${contactEmail}.

${label}`,
  }),
};

const RECEIVED: Readonly<
  Record<
    StatementLanguage,
    /** @param parts.otherVacancies whether that consent stands now, of whenever it is. */
    (parts: Parts & { name: string; version: number; otherVacancies: boolean }) => Letter
  >
> = {
  nl: ({ label, contactEmail, name, version, otherVacancies }) => ({
    subject: `We hebben je inschrijving ontvangen`,
    text: `Hallo ${name},

Je inschrijving bij ${label} is ontvangen. Je las versie ${String(version)} van ons privacystatement.

${otherVacancies ? 'Je gaf ons toestemming om je gegevens voor andere vacatures te gebruiken. Die toestemming kun je altijd intrekken.' : 'Je gaf geen toestemming om je gegevens voor andere vacatures te gebruiken. Dat doen we dan ook niet.'}

Wil je weten wat we van je hebben, of wil je dat laten wissen? Mail ${contactEmail}.

${label}`,
  }),
  en: ({ label, contactEmail, name, version, otherVacancies }) => ({
    subject: `We have received your registration`,
    text: `Hello ${name},

Your registration with ${label} has been received. You read version ${String(version)} of our privacy statement.

${otherVacancies ? 'You agreed that we use your data for other vacancies. You can always withdraw that consent.' : 'You did not agree that we use your data for other vacancies. So we don’t.'}

Would you like to know what we have of you, or have it erased? Mail ${contactEmail}.

${label}`,
  }),
};

export const letters = { CONFIRM, INVITE, RECEIVED };
