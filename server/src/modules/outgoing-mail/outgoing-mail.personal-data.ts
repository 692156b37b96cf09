import { figure, identity, technical, WHO_GUARD_PRIVACY } from '../candidates/index.ts';
import { computed, declarePersonalData } from '../personal-data/index.ts';
import { OutgoingMailSchema } from './outgoing-mail.entity.ts';

/** Those who may read mails at all (`mail:read`). */
const see = WHO_GUARD_PRIVACY;
const words = { ...identity, group: 'correspondence', see, change: [], portal: 'HIDDEN' } as const;
/** A mail that has not left will not leave. */
const withdrawn = computed(
  (column) => `case when ${column} in ('QUEUED', 'SENDING') then 'WITHDRAWN' else ${column} end`,
);
const fact = { ...figure, group: 'correspondence', see, portal: 'HIDDEN' } as const;

// prettier-ignore
export const outgoingMailData = declarePersonalData(OutgoingMailSchema, { person: 'candidateId' }, {
  id:            { ...technical, nl: 'Id', en: 'Id' },
  agencyId:      { ...technical, nl: 'Bureau', en: 'Agency' },
  candidateId:   { ...technical, nl: 'Kandidaat', en: 'Candidate' },
  kind:          { ...fact, nl: 'Soort', en: 'Kind' },
  to:            { ...words, is: 'CONTACT', nl: 'Aan', en: 'To' },
  toSealed:      { ...technical, is: 'CONTACT', erase: 'CLEAR', nl: 'Aan (verzegeld)', en: 'To (sealed)' },
  subject:       { ...words, nl: 'Onderwerp', en: 'Subject' },
  text:          { ...words, nl: 'Tekst', en: 'Text' },
  textSealed:    { ...technical, is: 'FREE_TEXT', erase: 'CLEAR', nl: 'Tekst (verzegeld)', en: 'Text (sealed)' },
  linkSealed:    { ...technical, erase: 'CLEAR', nl: 'Link (verzegeld)', en: 'Link (sealed)' },
  messageId:     { ...technical, nl: 'Message-ID', en: 'Message-ID' },
  dedupeKey:     { ...technical, nl: 'Gelegenheid', en: 'Occasion' },
  state:         { ...fact, erase: withdrawn, nl: 'Toestand', en: 'State' },
  attempts:      { ...fact, nl: 'Pogingen', en: 'Attempts' },
  queuedAt:      { ...fact, nl: 'Klaargezet op', en: 'Queued at' },
  nextAttemptAt: { ...technical, nl: 'Volgende poging', en: 'Next attempt' },
  sentAt:        { ...fact, nl: 'Verzonden op', en: 'Sent at' },
  problem:       { ...fact, nl: 'Probleem', en: 'Problem' },
});
