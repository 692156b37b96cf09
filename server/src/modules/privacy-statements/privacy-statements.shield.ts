import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, isAnyone, isStaff } from '../permissions/index.ts';

const edit = can('statement:edit');

export const privacyStatementsShield: ShieldRules = {
  // Public pages: everybody reads them, signed in or not.
  Query: { publicLabels: isAnyone, publicLabel: isAnyone, statementPreview: edit, statementDifference: edit },
  Mutation: { saveStatementDraft: edit, putStatementLive: edit },
  PublicLabel: isAnyone,
  ShownStatement: isAnyone,
  RetentionOverview: isAnyone,
  KeptTerm: isAnyone,
  KeptDocumentType: isAnyone,
  KeptCategory: isAnyone,
  Words: isAnyone,
  Label: { statements: edit },
  PrivacyStatement: edit,
  PrivacyStatementPayload: isStaff,
  StatementPreview: edit,
  DifferencePart: edit,
};
