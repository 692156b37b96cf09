export { DataExportSchema } from './data-export.ts';
export { exportSchema } from './export-json.ts';
export { fetchMyExport } from './fetch-my-export.ts';
export { makeExports } from './make-exports.ts';
export { readMyDocument } from './read-my-document.ts';
export { removeExpiredExports } from './remove-expired-exports.ts';
export { requestMyExport } from './request-my-export.ts';
