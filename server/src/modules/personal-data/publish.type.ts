import type { GraphQLScalarType } from 'graphql';
import { registerEnumType, Field, Float, ID, Int, type ClassType } from 'type-graphql';
import { DateScalar, DateTimeScalar, JsonObjectScalar } from '../../platform/graphql/scalars.ts';
import { publishedFieldsOf } from './catalogue.ts';
import type { ColumnLine, PersonalDataDeclaration } from './declaration.ts';
import { definedValue, type DefinedValue, type ValueType } from './value-type.ts';

export type PublishedClass = ClassType;

/** What TypeGraphQL takes as the type of a field. */
type PublishedType = GraphQLScalarType | StringConstructor | BooleanConstructor | typeof Int | object;

const enums = new Map<readonly string[], object>();

/**
 * Publishes an enum once; fields whose column has these very items are given its type.
 * @param values each value with a sentence that says what it means.
 */
export function publishEnum<Value extends string>(
  name: string,
  items: readonly Value[],
  description: string,
  values: Record<Value, string>,
): object {
  // Else the fields of other modules would quietly get the new name.
  if (enums.has(items)) throw new Error(`The items of ${name} are published under another name already.`);
  const type = Object.fromEntries(items.map((item) => [item, item]));
  const valuesConfig = Object.fromEntries(items.map((item) => [item, { description: values[item] }]));
  registerEnumType(type, { name, description, valuesConfig });
  enums.set(items, type);
  return type;
}

/** The published enum of these items. */
export function publishedEnum(items: readonly string[]): object {
  const found = enums.get(items);
  if (!found) throw new Error(`No enum was published with the items ${items.join(', ')}.`);
  return found;
}

/**
 * Gives a published type one nullable field per published column, so that a new column's line is all there is to write.
 * A guarded field is nullable: who may not see it gets null and an error (D17).
 * @param ownResolvers fields that the module publishes itself, because they are not what the column holds.
 */
export function publishFields(
  target: ClassType,
  declaration: PersonalDataDeclaration,
  ownResolvers: readonly string[] = [],
): void {
  for (const { property, field, line } of publishedFieldsOf(declaration)) {
    const value = definedValue(declaration, property);
    // These leave by a resolver of their own, which opens and masks, or fetches.
    if (value.type === 'SEALED' || value.type === 'LINK' || ownResolvers.includes(field)) continue;
    const type = publishedType(value);
    Field(() => type as GraphQLScalarType, { nullable: true, simple: true, description: describe(line), name: field })(
      target.prototype,
      property,
    );
  }
}

/** The same for an input: the columns that any role may change. Absent is unchanged; null empties. */
export function publishInputFields(target: ClassType, declaration: PersonalDataDeclaration): void {
  for (const { property, field, line } of publishedFieldsOf(declaration)) {
    if (line.change.length === 0) continue;
    const value = definedValue(declaration, property);
    // Of what it is linked to, an input gives the id.
    const name = value.type === 'LINK' ? property : field;
    const type = publishedType(value);
    Field(() => type as GraphQLScalarType, { nullable: true, description: describe(line), name })(
      target.prototype,
      name,
    );
  }
}

export function describe(line: ColumnLine): string {
  return `${line.en} (${line.nl}${line.ref ? `, ${line.ref}` : ''}).`;
}

const TYPES: Record<Exclude<ValueType, 'CHOICE'>, PublishedType> = {
  TEXT: String,
  NOTE: String,
  DATE: DateScalar,
  INSTANT: DateTimeScalar,
  BOOLEAN: Boolean,
  INTEGER: Int,
  DECIMAL: Float,
  LIST: [String],
  MAP: JsonObjectScalar,
  LINK: ID,
  SEALED: String,
};

const publishedType = ({ type, choices }: DefinedValue): PublishedType =>
  type === 'CHOICE' ? publishedEnum(choices!) : TYPES[type];
