import type { Rule, TypeRules } from '../../platform/graphql/index.ts';
import { publishedFieldsOf, type PersonalDataDeclaration } from '../personal-data/index.ts';
import type { FieldName } from './rights.ts';
import type { Permission } from './role.ts';
import { canReadAndSee, canSee } from './rules.shield.ts';

/** One rule per published column, generated from its line (B1). */
export const shieldOf = (...declarations: readonly PersonalDataDeclaration[]): Record<string, TypeRules> =>
  rulesOf(declarations, canSee);

/** For a type that takes a permission besides, so that no road to it, `node` included, passes that by. */
export const shieldOfReadable = (
  permission: Permission,
  ...declarations: readonly PersonalDataDeclaration[]
): Record<string, TypeRules> => rulesOf(declarations, (field) => canReadAndSee(permission, field));

function rulesOf(
  declarations: readonly PersonalDataDeclaration[],
  ruleFor: (field: FieldName) => Rule,
): Record<string, TypeRules> {
  const rules: Record<string, TypeRules> = {};
  for (const declaration of declarations) {
    for (const { type, field } of publishedFieldsOf(declaration)) {
      rules[type] = { ...rules[type], [field]: ruleFor(`${type}.${field}`) };
    }
  }
  return rules;
}
