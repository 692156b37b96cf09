import type { EntitySchema } from '@mikro-orm/core';
import type { PersonalDataDeclaration } from './declaration.ts';

/** How the value of a published field is written and typed in. */
export const VALUE_TYPES = {
  TEXT: 'One line of text.',
  NOTE: 'Text of several lines.',
  DATE: 'A calendar day.',
  INSTANT: 'A moment.',
  BOOLEAN: 'Yes or no.',
  INTEGER: 'A whole number.',
  DECIMAL: 'A number.',
  CHOICE: 'One of its choices.',
  LIST: 'Any number of texts.',
  MAP: 'Names with a text each.',
  LINK: 'Another thing, by its id.',
  SEALED: 'Kept sealed, and shown masked.',
} as const;
export type ValueType = keyof typeof VALUE_TYPES;

export interface DefinedValue {
  readonly type: ValueType;
  /** Of a CHOICE. */
  readonly choices?: readonly string[];
  /** Of a LINK: the entity that it leads to. */
  readonly target?: EntitySchema;
  /** Of a number: the largest that its column holds. */
  readonly most?: number;
  /** Whether it always has a value. */
  readonly required: boolean;
  /** What it has when nothing was given. */
  readonly initial: string | boolean | number | undefined;
}

interface DefinedProperty {
  readonly type?: unknown;
  readonly items?: readonly string[];
  readonly nullable?: boolean;
  readonly default?: string | boolean | number;
  readonly precision?: number;
  readonly scale?: number;
  readonly kind?: string;
  readonly entity?: () => EntitySchema;
}

const BY_ORM_TYPE: Readonly<Record<string, ValueType>> = {
  TextType: 'TEXT',
  DateType: 'DATE',
  DateTimeType: 'INSTANT',
  BooleanType: 'BOOLEAN',
  IntegerType: 'INTEGER',
  DecimalType: 'DECIMAL',
  JsonType: 'MAP',
  BlobType: 'SEALED',
  ArrayType: 'LIST',
};

/** What a declared column holds, as its entity defines it. */
export function definedValue(declaration: PersonalDataDeclaration, property: string): DefinedValue {
  const defined = (declaration.schema.meta.properties as Record<string, DefinedProperty>)[property]!;
  const shared = { required: defined.nullable !== true, initial: defined.default };
  if (defined.kind === 'm:1') return { ...shared, type: 'LINK', target: defined.entity!() };
  if (defined.items) return { ...shared, type: 'CHOICE', choices: defined.items };
  const name = nameOfType(defined.type);
  const type = name === undefined ? 'LIST' : BY_ORM_TYPE[name];
  if (type === undefined)
    throw new Error(`${declaration.type}.${property} has a type that can’t be published: ${name!}.`);
  // What hangs from another's type is a row for each of its values there.
  if (declaration.type !== declaration.schema.meta.className)
    return { type: 'LIST', required: false, initial: undefined };
  if (type === 'TEXT' && declaration.columns[property]?.is === 'FREE_TEXT') return { ...shared, type: 'NOTE' };
  return { ...shared, type, ...mostOf(type, defined) };
}

const LARGEST_INTEGER = 2_147_483_647;

function mostOf(type: ValueType, { precision, scale = 0 }: DefinedProperty): { most?: number } {
  if (type === 'INTEGER') return { most: LARGEST_INTEGER };
  if (type === 'DECIMAL' && precision !== undefined) return { most: 10 ** (precision - scale) - 10 ** -scale };
  return {};
}

function nameOfType(type: unknown): string | undefined {
  if (typeof type === 'function') return type.name;
  return typeof type === 'object' && type !== null ? type.constructor.name : undefined;
}
