export { enterInLedger, LedgerUnreadable, type LedgerEntry } from './ledger-entry.ts';
export { ledgerMarkData, LedgerMarkSchema } from './ledger-mark.entity.ts';
export { replayLedger } from './replay-ledger.ts';
export { settleLedger } from './settle-ledger.ts';
export { standsInLedger } from './stands-in-ledger.ts';
export { verifyLedger, type LedgerVerification } from './verify-ledger.ts';
