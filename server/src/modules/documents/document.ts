import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { CandidateSchema, career, technical } from '../candidates/index.ts';
import { AgencySchema } from '../organisation/index.ts';
import { declareImpersonal, declarePersonalData } from '../personal-data/index.ts';

/** What kind of document, with a term of its own (H51). */
export const DocumentTypeSchema = defineEntity({
  name: 'DocumentType',
  tableName: 'document_type',
  uniques: [{ properties: ['agencyId', 'name'] }],
  properties: {
    id: p.uuid().primary(),
    agencyId: () => p.manyToOne(AgencySchema).mapToPk().fieldName('agency_id'),
    name: p.text(),
    /** Days after which a document of this type is removed; `null`: never (H52). */
    retentionDays: p.integer().nullable(),
  },
});
export type DocumentType = InferEntity<typeof DocumentTypeSchema>;
// prettier-ignore
export const documentTypeData = declareImpersonal(DocumentTypeSchema, { id: 'TECHNICAL', agencyId: 'TECHNICAL', name: 'SETTING', retentionDays: 'SETTING' });

/** A file of a candidate; its bytes are in the file store under `storageKey`, which says nothing about him. */
export const DocumentSchema = defineEntity({
  name: 'Document',
  tableName: 'document',
  properties: {
    id: p.uuid().primary(),
    candidateId: () => p.manyToOne(CandidateSchema).mapToPk().fieldName('candidate_id').index(),
    documentTypeId: () => p.manyToOne(DocumentTypeSchema).mapToPk().fieldName('document_type_id'),
    fileName: p.text(),
    mimeType: p.text(),
    sizeBytes: p.integer(),
    addedAt: p.datetime(3),
    storageKey: p.text().unique(),
  },
});
export type Document = InferEntity<typeof DocumentSchema>;

const file = { ...career, group: 'document', erase: 'DELETE_ROW' } as const;
const gone = { ...technical, erase: 'DELETE_ROW' } as const;

/** Wholly deleted, with the files (C3, H54). */
// prettier-ignore
export const documentData = declarePersonalData(DocumentSchema, { person: 'candidateId', rows: 'DELETE' }, {
  id:             { ...gone, nl: 'Id', en: 'Id' },
  candidateId:    { ...gone, nl: 'Kandidaat', en: 'Candidate' },
  documentTypeId: { ...gone, is: 'MANAGEMENT', nl: 'Documenttype', en: 'Document type' },
  fileName:       { ...file, is: 'IDENTIFYING', nl: 'Bestandsnaam', en: 'File name' },
  mimeType:       { ...file, nl: 'Bestandstype', en: 'Media type' },
  sizeBytes:      { ...file, nl: 'Grootte in bytes', en: 'Size in bytes' },
  addedAt:        { ...file, nl: 'Toegevoegd op', en: 'Added at' },
  storageKey:     { ...gone, nl: 'Plaats in de opslag', en: 'Place in the store' },
});

/** A file that must go: written with the erasure, and gone once the file store has confirmed it. */
export const FileRemovalSchema = defineEntity({
  name: 'FileRemoval',
  tableName: 'file_removal',
  properties: {
    storageKey: p.text().primary(),
    /** The erasure that asked for it; `null` when a single document was removed. */
    receiptId: p.uuid().nullable().index(),
    requestedAt: p.datetime(3),
  },
});
// prettier-ignore
export const fileRemovalData = declareImpersonal(FileRemovalSchema, { storageKey: 'TECHNICAL', receiptId: 'TECHNICAL', requestedAt: 'TECHNICAL' });
