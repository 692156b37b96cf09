import type { TypeRules } from '../../platform/graphql/index.ts';
import { publishedFieldsOf, type PersonalDataDeclaration } from '../personal-data/index.ts';
import { canSee } from './rules.shield.ts';

/** One rule per published column, generated from its line (B1). */
export function shieldOf(...declarations: readonly PersonalDataDeclaration[]): Record<string, TypeRules> {
  const rules: Record<string, TypeRules> = {};
  for (const declaration of declarations) {
    for (const { type, field } of publishedFieldsOf(declaration)) {
      rules[type] = { ...rules[type], [field]: canSee(`${type}.${field}`) };
    }
  }
  return rules;
}
