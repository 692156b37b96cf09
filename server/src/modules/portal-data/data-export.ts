import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { CandidateSchema, LANGUAGES, technical } from '../candidates/index.ts';
import { declarePersonalData } from '../personal-data/index.ts';

/** `ASKED` → `MAKING` → `READY`, or `FAILED` when it went wrong again and again. */
export const EXPORT_STATES = ['ASKED', 'MAKING', 'READY', 'FAILED'] as const;
export type ExportState = (typeof EXPORT_STATES)[number];

/** How long the file can be fetched before it goes. */
export const EXPORT_HOURS = 24;

/** One file with all that is held of somebody, made because he asked for it himself (B4). */
export const DataExportSchema = defineEntity({
  name: 'DataExport',
  tableName: 'data_export',
  properties: {
    id: p.uuid().primary(),
    candidateId: () => p.manyToOne(CandidateSchema).mapToPk().fieldName('candidate_id').index(),
    state: p.enum(EXPORT_STATES).default('ASKED').index(),
    /** Of the words in it; what it is called in the file for programs is the same in both. */
    language: p.enum(LANGUAGES),
    askedAt: p.datetime(3),
    startedAt: p.datetime(3).nullable(),
    attempts: p.integer().default(0),
    readyAt: p.datetime(3).nullable(),
    expiresAt: p.datetime(3).nullable(),
    sizeBytes: p.integer().nullable(),
    storageKey: p.text().unique().nullable(),
  },
});
export type DataExport = InferEntity<typeof DataExportSchema>;

const gone = { ...technical, erase: 'DELETE_ROW' } as const;

/** Goes with its person, and its file with it; says nothing that the file doesn't. */
// prettier-ignore
export const dataExportData = declarePersonalData(DataExportSchema, { person: 'candidateId', rows: 'DELETE' }, {
  id:          { ...gone, nl: 'Id', en: 'Id' },
  candidateId: { ...gone, nl: 'Kandidaat', en: 'Candidate' },
  state:       { ...gone, nl: 'Toestand', en: 'State' },
  language:    { ...gone, nl: 'Taal', en: 'Language' },
  askedAt:     { ...gone, nl: 'Gevraagd op', en: 'Asked at' },
  startedAt:   { ...gone, nl: 'Begonnen op', en: 'Started at' },
  attempts:    { ...gone, nl: 'Pogingen', en: 'Attempts' },
  readyAt:     { ...gone, nl: 'Klaar op', en: 'Ready at' },
  expiresAt:   { ...gone, nl: 'Op te halen tot', en: 'Can be fetched until' },
  sizeBytes:   { ...gone, nl: 'Grootte in bytes', en: 'Size in bytes' },
  storageKey:  { ...gone, nl: 'Plaats in de opslag', en: 'Place in the store' },
});
