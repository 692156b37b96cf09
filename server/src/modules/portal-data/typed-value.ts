import { isCalendarDay } from '../../platform/clock.ts';
import { badInput } from '../../platform/errors.ts';
import { writtenNumber } from '../../platform/written-number.ts';
import {
  definedValue,
  publishedFieldsOf,
  type DefinedValue,
  type PersonalDataDeclaration,
} from '../personal-data/index.ts';
import { isList } from './my-data.ts';

/** One field as a client sends it: `value` for one, `values` for a list; neither empties it. */
export interface GivenField {
  readonly name: string;
  readonly value?: string | null | undefined;
  readonly values?: readonly string[] | null | undefined;
}

/**
 * What a client sent as words, as what the columns hold: field → value.
 * @param declarations where the fields stand.
 * @throws DomainError BAD_USER_INPUT with the field's name, for a name that can't be changed here too
 */
export function typedFields(
  declarations: readonly PersonalDataDeclaration[],
  given: readonly GivenField[],
): Record<string, unknown> {
  const known = new Map(
    declarations.flatMap((declaration) =>
      publishedFieldsOf(declaration).map((one) => [one.field, { ...one, declaration }] as const),
    ),
  );
  return Object.fromEntries(
    given.map(({ name, value, values }): [string, unknown] => {
      const found = known.get(name);
      if (found?.line.portal !== 'CHANGE') throw badInput(name, 'This can’t be changed here. Ask for a correction.');
      const defined = definedValue(found.declaration, found.property);
      if (defined.type === 'LIST' || isList(found.declaration)) return [name, values ?? []];
      return [name, typed(name, defined, (value ?? '').trim())];
    }),
  );
}

function typed(name: string, { type, choices }: DefinedValue, text: string): unknown {
  if (text === '') return null;
  switch (type) {
    case 'DATE':
      if (!isCalendarDay(text)) throw badInput(name, 'Give a day that exists.');
      return text;
    case 'CHOICE':
      if (!choices!.includes(text)) throw badInput(name, 'Choose one of the choices.');
      return text;
    case 'BOOLEAN':
      if (text !== 'true' && text !== 'false') throw badInput(name, 'Say yes or no.');
      return text === 'true';
    case 'INTEGER':
    case 'DECIMAL':
      return numeric(name, type, text);
    default:
      return text;
  }
}

function numeric(name: string, type: 'INTEGER' | 'DECIMAL', text: string): number {
  const value = writtenNumber(text);
  if (value === null) throw badInput(name, 'Give a number.');
  if (type === 'INTEGER' && !Number.isInteger(value)) throw badInput(name, 'Give a whole number.');
  return value;
}
