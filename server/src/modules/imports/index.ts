export {
  ImportRunSchema,
  UploadSchema,
  IMPORT_STATES,
  type ImportProblem,
  type ImportRun,
} from './import-run.entity.ts';
export { previewImport, type ImportPreview, type PreviewColumn } from './preview-import.ts';
export { runImport, startImport, type ImportOrder } from './run-import.ts';
export { failOrphanedRuns } from './import-claim.ts';
export type { ImportProgress } from './check-import.ts';
export { PROBLEMS, type ProblemCode } from './import-problem.ts';
export { receiveUpload, openUpload, removeUpload, removeStaleUploads, UPLOAD_LIMIT } from './uploads.ts';
export { importCommand, IMPORT_USAGE, type CommandIo } from './import-command.ts';
export type { OpenSource } from './text-encoding.ts';
export type { ImportPlace } from './import.resolver.ts';
