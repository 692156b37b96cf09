import type { ModuleManifest } from '../module-manifest.ts';
import { privacyStatementData } from './privacy-statement.entity.ts';
import { LabelStatementsResolver, loadStatement, PrivacyStatementResolver } from './privacy-statement.resolver.ts';
import { privacyStatementsShield } from './privacy-statements.shield.ts';
import { PublicLabelResolver } from './public-label.resolver.ts';

export const privacyStatementsModule: ModuleManifest = {
  declarations: [privacyStatementData],
  resolvers: [PrivacyStatementResolver, LabelStatementsResolver, PublicLabelResolver],
  nodes: { PrivacyStatement: loadStatement },
  shield: privacyStatementsShield,
};
