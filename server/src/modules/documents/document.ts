import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { CandidateSchema, career, NOBODY, technical } from '../candidates/index.ts';
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
    /** Whether CVs that come with public forms are kept as this type, whatever it is called; of one type in an agency. */
    forCvs: p.boolean().default(false),
  },
});
export type DocumentType = InferEntity<typeof DocumentTypeSchema>;
// prettier-ignore
export const documentTypeData = declareImpersonal(DocumentTypeSchema, { id: 'TECHNICAL', agencyId: 'TECHNICAL', name: 'SETTING', retentionDays: 'SETTING', forCvs: 'SETTING' });

/**
 * A file of a candidate: one version of one document. Its bytes are in the file store under `storageKey`, which says nothing
 * about him.
 */
export const DocumentSchema = defineEntity({
  name: 'Document',
  tableName: 'document',
  uniques: [{ properties: ['documentId', 'version'] }],
  indexes: [{ properties: ['documentTypeId', 'addedAt'] }],
  properties: {
    id: p.uuid().primary(),
    candidateId: () => p.manyToOne(CandidateSchema).mapToPk().fieldName('candidate_id').index(),
    documentTypeId: () => p.manyToOne(DocumentTypeSchema).mapToPk().fieldName('document_type_id'),
    /** The same for all versions: the id of the first one, which may be gone. */
    documentId: p.uuid(),
    version: p.integer().default(1),
    fileName: p.text(),
    mimeType: p.text(),
    sizeBytes: p.integer(),
    addedAt: p.datetime(3),
    storageKey: p.text().unique(),
  },
});
export type Document = InferEntity<typeof DocumentSchema>;

const file = { ...career, group: 'document', erase: 'DELETE_ROW' } as const;
/** What the file is by itself. */
const fact = { ...file, change: NOBODY } as const;
const gone = { ...technical, erase: 'DELETE_ROW' } as const;

/** Wholly deleted, with the files (C3, H54). Who may change the name may add files and take them away. */
// prettier-ignore
export const documentData = declarePersonalData(DocumentSchema, { person: 'candidateId', rows: 'DELETE' }, {
  id:             { ...gone, nl: 'Id', en: 'Id' },
  candidateId:    { ...gone, nl: 'Kandidaat', en: 'Candidate' },
  documentTypeId: { ...gone, is: 'MANAGEMENT', group: 'document', portal: 'SEE', export: true, nl: 'Documenttype', en: 'Document type' },
  documentId:     { ...gone, nl: 'Document', en: 'Document' },
  version:        { ...fact, is: 'MANAGEMENT', nl: 'Versie', en: 'Version' },
  fileName:       { ...file, is: 'IDENTIFYING', nl: 'Bestandsnaam', en: 'File name' },
  mimeType:       { ...fact, nl: 'Bestandstype', en: 'Media type' },
  sizeBytes:      { ...fact, nl: 'Grootte in bytes', en: 'Size in bytes' },
  addedAt:        { ...fact, nl: 'Toegevoegd op', en: 'Added at' },
  storageKey:     { ...gone, nl: 'Plaats in de opslag', en: 'Place in the store' },
});

/** A file that must go: written with the deed by which it goes, and gone once the file store has confirmed it. */
export const FileRemovalSchema = defineEntity({
  name: 'FileRemoval',
  tableName: 'file_removal',
  properties: {
    storageKey: p.text().primary(),
    /** The erasure that asked for it; `null` for a document that went by itself or was removed by hand. */
    receiptId: p.uuid().nullable().index(),
    requestedAt: p.datetime(3),
    /** Noted before its bytes came: it is on its way in, and goes only if whoever brought it has died. */
    arriving: p.boolean().default(false),
  },
});
// prettier-ignore
export const fileRemovalData = declareImpersonal(FileRemovalSchema, { storageKey: 'TECHNICAL', receiptId: 'TECHNICAL', requestedAt: 'TECHNICAL', arriving: 'TECHNICAL' });
