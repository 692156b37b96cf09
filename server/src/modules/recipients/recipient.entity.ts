import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { CandidateSchema, figure, technical, WHO_MEET_PEOPLE } from '../candidates/index.ts';
import { computed, declarePersonalData, ERASURE_PARAMETERS } from '../personal-data/index.ts';

/** Who has been given a person's data: the back office by the product itself, others as an employee notes it. */
export const RECIPIENT_KINDS = ['BACK_OFFICE', 'OTHER'] as const;
export type RecipientKind = (typeof RECIPIENT_KINDS)[number];

/**
 * Why who must be told of an erasure has not been: the letter is on its way; no address is known; it was refused or tried too
 * often; it may or may not have arrived.
 */
export const TELL_STATES = ['WAITING', 'NO_ADDRESS', 'FAILED', 'UNCLEAR'] as const;

/** To whom which of a person's data went, and who confirmed that it was erased there (B14; GDPR, articles 15 and 19). */
export const RecipientSchema = defineEntity({
  name: 'Recipient',
  tableName: 'recipient',
  properties: {
    id: p.uuid().primary(),
    candidateId: () => p.manyToOne(CandidateSchema).mapToPk().fieldName('candidate_id').index(),
    kind: p.enum(RECIPIENT_KINDS),
    /** Of the organisation. */
    name: p.text(),
    /** Where it is told when the person is erased. */
    contactEmail: p.text().nullable(),
    /** Groups of data, by their names. */
    groups: p.array(),
    sentOn: p.date(),
    /** The employee who noted it; nobody: the product itself. */
    notedBy: p.uuid().nullable(),
    /** When it was told that the person was erased here, or asks to be. */
    toldAt: p.datetime(3).nullable(),
    /** Only while he is not told. */
    tellState: p.enum(TELL_STATES).nullable(),
    /** When it said that it has erased him. */
    confirmedAt: p.datetime(3).nullable(),
  },
});
export type Recipient = InferEntity<typeof RecipientSchema>;

const fact = { ...figure, group: 'recipient', see: WHO_MEET_PEOPLE } as const;
/** The back office is done before we are. */
const confirmed = computed(
  (column) =>
    `case when kind = 'BACK_OFFICE' then coalesce(${column}, ${ERASURE_PARAMETERS.erasedAt}) else ${column} end`,
);

// prettier-ignore
export const recipientData = declarePersonalData(RecipientSchema, { person: 'candidateId' }, {
  id:           { ...technical, nl: 'Id', en: 'Id' },
  candidateId:  { ...technical, nl: 'Kandidaat', en: 'Candidate' },
  kind:         { ...fact, nl: 'Soort ontvanger', en: 'Kind of recipient' },
  name:         { ...fact, nl: 'Ontvanger', en: 'Recipient' },
  contactEmail: { ...fact, portal: 'HIDDEN', export: false, erase: 'CLEAR', nl: 'Mailadres van de ontvanger', en: 'Mail address of the recipient' },
  groups:       { ...fact, nl: 'Welke gegevens', en: 'Which data' },
  sentOn:       { ...fact, nl: 'Doorgegeven op', en: 'Passed on on' },
  notedBy:      { ...technical, nl: 'Genoteerd door', en: 'Noted by' },
  toldAt:       { ...fact, nl: 'Ingelicht over het wissen op', en: 'Told of the erasure at' },
  tellState:    { ...fact, portal: 'HIDDEN', export: false, nl: 'Nog niet ingelicht omdat', en: 'Not yet told because' },
  confirmedAt:  { ...fact, erase: confirmed, nl: 'Gewist volgens de ontvanger op', en: 'Erased according to the recipient at' },
});
