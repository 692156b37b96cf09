import { defineEntity, p } from '@mikro-orm/postgresql';
import { CandidateSchema, technical } from '../candidates/index.ts';
import { declarePersonalData } from '../personal-data/index.ts';
import { RegistrationRequestSchema } from './registration-request.entity.ts';

/**
 * A CV that was sent with a form, sealed, on its way to the documents of a person: nobody's until the form is confirmed, and
 * then his until it is stored.
 */
export const SentCvSchema = defineEntity({
  name: 'SentCv',
  tableName: 'sent_cv',
  properties: {
    id: p.uuid().primary(),
    candidateId: () => p.manyToOne(CandidateSchema).mapToPk().fieldName('candidate_id').nullable().index(),
    requestId: () =>
      p
        .manyToOne(RegistrationRequestSchema)
        .mapToPk()
        .fieldName('request_id')
        .nullable()
        .deleteRule('set null')
        .index(),
    extension: p.text(),
    sealed: p.blob().hidden(),
    sentAt: p.datetime(3),
  },
});

const gone = { ...technical, erase: 'DELETE_ROW' } as const;
export const sentCvData = declarePersonalData(
  SentCvSchema,
  { person: 'candidateId', rows: 'DELETE' },
  {
    id: { ...gone, nl: 'Id', en: 'Id' },
    candidateId: { ...gone, nl: 'Kandidaat', en: 'Candidate' },
    requestId: { ...gone, nl: 'Formulier', en: 'Form' },
    extension: { ...gone, nl: 'Soort bestand', en: 'Kind of file' },
    sealed: { ...gone, is: 'IDENTIFYING', nl: 'Cv (verzegeld)', en: 'CV (sealed)' },
    sentAt: { ...gone, nl: 'Gestuurd op', en: 'Sent at' },
  },
);
