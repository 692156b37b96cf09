export { exampleStatement } from './example-statement.ts';
export { giveFirstLabel } from './give-first-label.ts';
export { labelOfCandidate } from './label-of-candidate.ts';
export { PrivacyStatementSchema, type PrivacyStatement, type StatementLanguage } from './privacy-statement.entity.ts';
export { LanguageEnum } from './privacy-statement.type.ts';
export { PublicLabelType, ShownStatementType } from './public-label.type.ts';
export { liveStatement, mustBeLive, publicLabel, statementOfEdition, type ShownStatement } from './live-statement.ts';
export { putStatementLive } from './put-statement-live.ts';
export { saveStatementDraft } from './save-statement-draft.ts';
