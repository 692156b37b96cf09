export * from './document.ts';
export { queueFileRemovals } from './queue-file-removals.ts';
export { removeQueuedFiles } from './remove-queued-files.ts';
export { storeDocument } from './store-document.ts';
