import type { ShieldRules } from '../../platform/graphql/shield-rules.ts';
import { publishedFieldsOf, type PersonalDataDeclaration } from '../personal-data/index.ts';
import { canSee } from './rules.shield.ts';

/** One rule per published column, generated from its line (B1). */
export function shieldOf(...declarations: readonly PersonalDataDeclaration[]): ShieldRules {
  const rules: Record<string, Record<string, ReturnType<typeof canSee>>> = {};
  for (const declaration of declarations) {
    for (const { type, field } of publishedFieldsOf(declaration)) {
      rules[type] = { ...rules[type], [field]: canSee(`${type}.${field}`) };
    }
  }
  return rules;
}
