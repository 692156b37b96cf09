import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { AgencySchema } from '../organisation/index.ts';
import { declareImpersonal } from '../personal-data/index.ts';

export const IMPORT_STATES = ['RUNNING', 'DONE', 'FAILED'] as const;

/** Why a row was refused: where it stands and what is wrong with it, never what stands there. */
export interface ImportProblem {
  /** Line in the file on which the row starts; the headings are line 1. */
  line: number;
  column: string | null;
  code: string;
  message: string;
}

export const ImportRunSchema = defineEntity({
  name: 'ImportRun',
  tableName: 'import_run',
  properties: {
    id: p.uuid().primary(),
    agencyId: () => p.manyToOne(AgencySchema).mapToPk().fieldName('agency_id').index(),
    startedBy: p.uuid().nullable(),
    state: p.enum(IMPORT_STATES),
    rowsTotal: p.integer().default(0),
    rowsDone: p.integer().default(0),
    candidatesAdded: p.integer().default(0),
    applicationsAdded: p.integer().default(0),
    workExperiencesAdded: p.integer().default(0),
    consentsAdded: p.integer().default(0),
    skipped: p.integer().default(0),
    /** The first hundred. */
    problems: p.json<ImportProblem[]>(),
    startedAt: p.datetime(3),
    finishedAt: p.datetime(3).nullable(),
  },
});
export type ImportRun = InferEntity<typeof ImportRunSchema>;
// prettier-ignore
export const importRunData = declareImpersonal(ImportRunSchema, {
  id: 'TECHNICAL', agencyId: 'TECHNICAL', startedBy: 'STAFF', state: 'MANAGEMENT', rowsTotal: 'MANAGEMENT', rowsDone: 'MANAGEMENT',
  candidatesAdded: 'MANAGEMENT', applicationsAdded: 'MANAGEMENT', workExperiencesAdded: 'MANAGEMENT', consentsAdded: 'MANAGEMENT',
  skipped: 'MANAGEMENT', problems: 'MANAGEMENT', startedAt: 'MANAGEMENT', finishedAt: 'MANAGEMENT',
});

/** A file that was sent up and waits for its preview or import; its bytes are in DATA_DIR/uploads and are gone after a day. */
export const UploadSchema = defineEntity({
  name: 'Upload',
  tableName: 'upload',
  properties: {
    id: p.uuid().primary(),
    staffId: p.uuid(),
    sizeBytes: p.integer(),
    uploadedAt: p.datetime(3).index(),
  },
});
export const uploadData = declareImpersonal(UploadSchema, {
  id: 'TECHNICAL',
  staffId: 'STAFF',
  sizeBytes: 'TECHNICAL',
  uploadedAt: 'TECHNICAL',
});
