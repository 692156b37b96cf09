import type { GraphQLScalarType } from 'graphql';
import { registerEnumType, Field, Float, Int, type ClassType } from 'type-graphql';
import { DateScalar, DateTimeScalar, JsonObjectScalar } from '../../platform/graphql/scalars.ts';
import { publishedFieldsOf } from './catalogue.ts';
import type { ColumnLine, PersonalDataDeclaration } from './declaration.ts';

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
 */
export function publishFields(target: ClassType, declaration: PersonalDataDeclaration): void {
  for (const { property, field, line } of publishedFieldsOf(declaration)) {
    // A sealed value leaves by a resolver of its own, which opens and masks it.
    if (isSealed(declaration, property)) continue;
    const type = publishedType(declaration, property);
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
    const type = isSealed(declaration, property) ? String : publishedType(declaration, property);
    Field(() => type as GraphQLScalarType, { nullable: true, description: describe(line), name: field })(
      target.prototype,
      field,
    );
  }
}

function describe(line: ColumnLine): string {
  return `${line.en} (${line.nl}${line.ref ? `, ${line.ref}` : ''}).`;
}

interface DefinedProperty {
  type?: unknown;
  items?: readonly string[];
}

const TYPES: Record<string, PublishedType> = {
  TextType: String,
  DateType: DateScalar,
  DateTimeType: DateTimeScalar,
  BooleanType: Boolean,
  IntegerType: Int,
  DecimalType: Float,
  JsonType: JsonObjectScalar,
};

const definedProperty = (declaration: PersonalDataDeclaration, property: string) =>
  (declaration.schema.meta.properties as Record<string, DefinedProperty>)[property]!;

function isSealed(declaration: PersonalDataDeclaration, property: string): boolean {
  const { type } = definedProperty(declaration, property);
  return typeof type === 'function' && type.name === 'BlobType';
}

function publishedType(declaration: PersonalDataDeclaration, property: string): PublishedType {
  const defined = definedProperty(declaration, property);
  if (defined.items) return publishedEnum(defined.items);
  const { type } = defined;
  const name =
    typeof type === 'function'
      ? type.name
      : typeof type === 'object' && type !== null
        ? type.constructor.name
        : undefined;
  if (name === 'ArrayType' || name === undefined || type === 'type') return [String];
  const published = TYPES[name];
  if (published === undefined)
    throw new Error(`${declaration.type}.${property} has a type that can't be published: ${name}.`);
  return published;
}
