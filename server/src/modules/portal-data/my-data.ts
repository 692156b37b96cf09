import { CAREER_KINDS, CandidateSchema, maskedBsn, type Candidate } from '../candidates/index.ts';
import type { Work } from '../permissions/index.ts';
import {
  definedValue,
  FIELD_GROUPS,
  GROUP_LABELS,
  publishedFieldsOf,
  type ColumnLine,
  type DefinedValue,
  type FieldGroup,
  type PersonalDataDeclaration,
  type ValueType,
} from '../personal-data/index.ts';
import { choiceWords } from './choice-words.ts';
import { heldOf, type HeldColumn, type HeldRow, type HeldTable } from './held-data.ts';
import { writtenValue } from './written-value.ts';

export interface MyField {
  name: string;
  labelNl: string;
  labelEn: string;
  type: ValueType;
  value: string | null;
  values: string[] | null;
  textNl: string | null;
  textEn: string | null;
  choices: { value: string; labelNl: string; labelEn: string }[];
  changeable: boolean;
  required: boolean;
}
export interface MyRecord {
  id: string;
  type: string;
  fields: MyField[];
  removable: boolean;
}
export interface MyGroup {
  key: FieldGroup;
  labelNl: string;
  labelEn: string;
  fields: MyField[];
  records: MyRecord[];
  /** What a new record of this group is made of; none where he can add nothing. */
  newRecord: { type: string; fields: MyField[] } | null;
}

const isShown = (line: ColumnLine) => line.portal !== 'HIDDEN';

/**
 * Everything that is held of somebody and that he may see (C85), by group, made from the declarations: referees are in nothing that
 * he is shown (D9), and of his BSN he sees what everybody sees (D12).
 */
export async function myData(work: Work, candidateId: string): Promise<MyGroup[]> {
  const tables = await heldOf(work.em, work.catalogue, candidateId, isShown);
  const person = await work.em.fork().findOneOrFail(CandidateSchema, { id: candidateId });
  const groups = new Map<FieldGroup, MyGroup>();
  const groupOf = (key: FieldGroup): MyGroup => {
    const made = groups.get(key) ?? { key, ...labelsOf(GROUP_LABELS[key]), fields: [], records: [], newRecord: null };
    groups.set(key, made);
    return made;
  };
  for (const table of tables) {
    if (isPerson(table.declaration))
      for (const column of table.columns)
        groupOf(column.line.group).fields.push(
          fieldOf(table.declaration, column, personValue(work, person, table, column)),
        );
    else if (isList(table.declaration))
      for (const column of table.columns)
        groupOf(column.line.group).fields.push(
          fieldOf(
            table.declaration,
            column,
            table.rows.map(({ values }) => values[column.property]),
          ),
        );
    else addRecords(groupOf(table.columns[0]!.line.group), table);
  }
  return [...groups.values()]
    .filter(({ fields, records, newRecord }) => fields.length + records.length > 0 || newRecord)
    .toSorted((a, b) => FIELD_GROUPS.indexOf(a.key) - FIELD_GROUPS.indexOf(b.key));
}

const labelsOf = ({ nl, en }: { nl: string; en: string }) => ({ labelNl: nl, labelEn: en });
const isPerson = ({ person }: PersonalDataDeclaration) => person === 'id';
/** A list of texts that hangs from the person's own type. */
export const isList = (declaration: PersonalDataDeclaration) => declaration.type !== declaration.schema.meta.className;

const personValue = (work: Work, person: Candidate, { rows }: HeldTable, { property, value }: HeldColumn): unknown =>
  value.type === 'SEALED' ? maskedBsn(work.secrets, person) : rows[0]?.values[property];

function addRecords(group: MyGroup, { declaration, columns, rows }: HeldTable): void {
  group.records.push(
    ...rows.map((row) => ({
      id: row.id,
      type: declaration.type,
      fields: columns.map((column) => fieldOf(declaration, column, row.values[column.property])),
      removable: isOwnOnly(declaration, columns, row),
    })),
  );
  if (isChangeable(declaration))
    group.newRecord = {
      type: declaration.type,
      fields: columns
        .filter(({ line }) => line.portal === 'CHANGE')
        .map((column) => fieldOf(declaration, column, column.value.initial ?? null)),
    };
}

/** A kind of record of which he may change something. */
export const isChangeable = (declaration: PersonalDataDeclaration): boolean =>
  CAREER_KINDS.some((kind) => kind.declaration === declaration) &&
  publishedFieldsOf(declaration).some(({ line }) => line.portal === 'CHANGE');

/** Whether there is nothing in a record but what he may change himself, as far as he sees. */
const isOwnOnly = (
  declaration: PersonalDataDeclaration,
  columns: readonly HeldColumn[],
  { values }: HeldRow,
): boolean =>
  isChangeable(declaration) &&
  columns.every(({ property, line }) => line.portal === 'CHANGE' || values[property] == null);

function fieldOf(declaration: PersonalDataDeclaration, column: HeldColumn, value: unknown): MyField {
  const { field, line } = column;
  const defined = definedValue(declaration, column.property);
  const name = `${declaration.type}.${field}`;
  return {
    name: field,
    ...labelsOf(line),
    type: defined.type,
    ...plainly(value),
    textNl: writtenValue(name, defined, value, 'nl'),
    textEn: writtenValue(name, defined, value, 'en'),
    choices: choicesOf(name, defined),
    changeable: line.portal === 'CHANGE' && line.api !== false,
    required: defined.required,
  };
}

const choicesOf = (name: string, { choices = [] }: DefinedValue) =>
  choices.map((value) => ({ value, ...labelsOf(choiceWords(name, value)) }));

/** As a program reads it, and sends it back. */
function plainly(value: unknown): { value: string | null; values: string[] | null } {
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return { value: null, values: value };
  if (value === null || value === undefined) return { value: null, values: null };
  return { value: typeof value === 'string' ? value : JSON.stringify(value), values: null };
}
