import { writtenDate, writtenMoment } from '../../platform/clock.ts';
import { drawPaper } from '../../platform/pdf/paper.ts';
import { RunningText } from '../../platform/pdf/running-text.ts';
import type { ShownStatement } from '../privacy-statements/index.ts';
import type { Consent } from './consent.ts';

export interface PrintedConsent {
  readonly purpose: Consent['purpose'];
  readonly givenAt: Date;
  readonly withdrawnAt: Date | null;
  readonly channel: Consent['channel'] | null;
  readonly version: string | null;
  readonly labelName: string | null;
}

/** To whom his data went (B14). */
export interface PrintedRecipient {
  readonly name: string;
  readonly sentOn: string;
  readonly groups: readonly string[];
  readonly confirmedAt: Date | null;
}

export interface PrintedProof {
  readonly language: 'nl' | 'en';
  readonly agency: string;
  /** `null`: whoever asks may not see it, or there is none. */
  readonly name: string | null;
  readonly candidateId: string;
  readonly consents: readonly PrintedConsent[];
  readonly recipients: readonly PrintedRecipient[];
  readonly statements: readonly ShownStatement[];
}

const WORDS = {
  nl: {
    title: 'Bewijs van informatie en toestemming',
    person: 'Persoon',
    number: 'Nummer',
    made: 'Gemaakt op',
    consents: 'Wat is gelezen en toegestaan',
    none: 'Er is niets vastgelegd.',
    recipients: 'Aan wie gegevens zijn doorgegeven',
    sent: 'Doorgegeven op',
    erasedThere: 'Daar gewist op',
    given: 'Gegeven op',
    withdrawn: 'Ingetrokken op',
    stands: 'Niet ingetrokken',
    via: 'Via',
    version: (version: string) => `Privacystatement, versie ${version}`,
    statement: (label: string, version: number) => `Privacystatement van ${label}, versie ${String(version)}`,
    since: 'Live sinds',
    purposes: {
      OTHER_VACANCIES: 'Mijn gegevens mogen worden gebruikt voor andere vacatures',
      PRIVACY_STATEMENT: 'Privacystatement gelezen',
    },
    channels: {
      CHECKIN_FORM: 'CheckIn-formulier',
      CHECKIN_INVITATION: 'CheckIn-uitnodiging',
      RECRUIT_FORM: 'Sollicitatieformulier',
      PORTAL: 'Portal',
      IMPORT: 'Import',
      STAFF: 'Genoteerd door een medewerker',
    },
  },
  en: {
    title: 'Proof of information and consent',
    person: 'Person',
    number: 'Number',
    made: 'Made on',
    consents: 'What was read and agreed to',
    none: 'Nothing was recorded.',
    recipients: 'To whom data was passed on',
    sent: 'Passed on on',
    erasedThere: 'Erased there on',
    given: 'Given on',
    withdrawn: 'Withdrawn on',
    stands: 'Not withdrawn',
    via: 'By',
    version: (version: string) => `Privacy statement, version ${version}`,
    statement: (label: string, version: number) => `Privacy statement of ${label}, version ${String(version)}`,
    since: 'Live since',
    purposes: {
      OTHER_VACANCIES: 'My data may be used for other vacancies',
      PRIVACY_STATEMENT: 'Privacy statement read',
    },
    channels: {
      CHECKIN_FORM: 'CheckIn form',
      CHECKIN_INVITATION: 'CheckIn invitation',
      RECRUIT_FORM: 'Application form',
      PORTAL: 'Portal',
      IMPORT: 'Import',
      STAFF: 'Noted by an employee',
    },
  },
} as const;

/** A4, as a tagged PDF that a screen reader can read out. @param at when it is made. */
export function drawConsentProof(proof: PrintedProof, at: Date): Promise<Buffer> {
  const { language, agency } = proof;
  const words = WORDS[language];
  const moment = (instant: Date) => writtenMoment(instant, language);
  return drawPaper({ title: words.title, author: agency, language, at, foot: agency }, (doc, root) => {
    const page = new RunningText(doc, root);
    page.title(words.title);
    page.subtitle(agency);
    if (proof.name !== null) page.line(`${words.person}: ${proof.name}`);
    page.line(`${words.number}: ${proof.candidateId}`);
    page.line(`${words.made} ${moment(at)}`);
    page.heading(words.consents);
    if (proof.consents.length === 0) page.line(words.none);
    for (const one of proof.consents) {
      page.subheading(words.purposes[one.purpose]);
      page.line(`${words.given} ${moment(one.givenAt)}`);
      page.line(one.withdrawnAt ? `${words.withdrawn} ${moment(one.withdrawnAt)}` : words.stands);
      if (one.channel) page.line(`${words.via}: ${words.channels[one.channel]}`);
      if (one.version) page.line([words.version(one.version), one.labelName].filter(Boolean).join(', '));
    }
    if (proof.recipients.length > 0) page.heading(words.recipients);
    for (const one of proof.recipients) {
      page.subheading(one.name);
      page.line(`${words.sent} ${writtenDate(one.sentOn, language)}`);
      page.line(one.groups.join(', '));
      if (one.confirmedAt) page.line(`${words.erasedThere} ${moment(one.confirmedAt)}`);
    }
    for (const statement of proof.statements) {
      page.newPage();
      page.heading(words.statement(statement.labelName, statement.version));
      page.line(`${words.since} ${moment(statement.liveAt)}`);
      page.verbatim(statement.markdown);
    }
  });
}
