import type { DeclaredField } from '#lib/session/declarations.svelte.ts';

/** How a column's value is written and typed in; a plain line of text where nothing is said. */
export type FieldKind =
  'line' | 'text' | 'day' | 'instant' | 'flag' | 'number' | 'list' | 'choice' | 'map' | 'bytes' | 'masked' | 'link';

const byValueType: Readonly<Record<DeclaredField['valueType'], FieldKind>> = {
  TEXT: 'line',
  NOTE: 'text',
  DATE: 'day',
  INSTANT: 'instant',
  BOOLEAN: 'flag',
  INTEGER: 'number',
  DECIMAL: 'number',
  CHOICE: 'choice',
  LIST: 'list',
  MAP: 'map',
  LINK: 'link',
  SEALED: 'masked',
};

/** Numbers that count something else than things. */
const ofBytes = new Set(['Document.sizeBytes']);

export const kindOf = ({ type, field, valueType }: DeclaredField): FieldKind =>
  ofBytes.has(`${type}.${field}`) ? 'bytes' : byValueType[valueType];
