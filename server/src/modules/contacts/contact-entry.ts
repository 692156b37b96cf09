import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { CandidateSchema, figure, note, technical, WHO_PLACE_PEOPLE } from '../candidates/index.ts';
import { declarePersonalData, publishEnum } from '../personal-data/index.ts';

export const CONTACT_CHANNELS = ['PHONE', 'MAIL', 'MEETING', 'MESSAGE', 'OTHER'] as const;

publishEnum('ContactChannel', CONTACT_CHANNELS, 'How people spoke.', {
  PHONE: 'By telephone.',
  MAIL: 'By mail.',
  MEETING: 'In person, or by video.',
  MESSAGE: 'By short messages.',
  OTHER: 'Otherwise.',
});

/** A conversation that took place (contact, C38, C52); not a notice before erasure, which is a contact moment. */
export const ContactEntrySchema = defineEntity({
  name: 'ContactEntry',
  tableName: 'contact_entry',
  indexes: [{ name: 'contact_entry_candidate_day', properties: ['candidateId', 'tookPlaceOn'] }],
  properties: {
    id: p.uuid().primary(),
    candidateId: () => p.manyToOne(CandidateSchema).mapToPk().fieldName('candidate_id'),
    tookPlaceOn: p.date(),
    channel: p.enum(CONTACT_CHANNELS),
    subject: p.text().nullable(),
    note: p.text().nullable(),
  },
});
export type ContactEntry = InferEntity<typeof ContactEntrySchema>;

const entry = { ...figure, group: 'contactEntry', change: WHO_PLACE_PEOPLE, ref: 'C52' } as const;
const text = { ...note, group: 'contactEntry', ref: 'C52' } as const;

/** That somebody spoke, on which day and how, stays for the figures (C2); not a word of what was said does. */
// prettier-ignore
export const contactEntryData = declarePersonalData(ContactEntrySchema, { person: 'candidateId' }, {
  id:          { ...technical, nl: 'Id', en: 'Id' },
  candidateId: { ...technical, nl: 'Kandidaat', en: 'Candidate' },
  tookPlaceOn: { ...entry, nl: 'Datum', en: 'Date' },
  channel:     { ...entry, is: 'PROFESSIONAL', nl: 'Manier van contact', en: 'Kind of contact' },
  subject:     { ...text, nl: 'Onderwerp', en: 'Subject' },
  note:        { ...text, nl: 'Verslag', en: 'Notes' },
});
