// cspell:ignore kandidaatnummer
import type { EntitySchema } from '@mikro-orm/core';
import { ApplicationSchema } from '../applications/index.ts';
import { CandidateSchema, WorkExperienceSchema } from '../candidates/index.ts';
import {
  worksForAgency,
  type Actor,
  type AgencyActor,
  type FieldName,
  type Permission,
  type Work,
} from '../permissions/index.ts';
import { publishedFieldsOf, type ColumnLine } from '../personal-data/index.ts';
import { HEADING_WORDS, RECORD_WORDS } from './heading-words.ts';
import type { ValueShape } from './read-value.ts';
import { plainWord } from './value-words.ts';

/** The records that one row can hold; where two know a heading, the first has it. */
export const IMPORTED_RECORDS = ['Candidate', 'Application', 'Consent', 'WorkExperience'] as const;
export type ImportedRecord = (typeof IMPORTED_RECORDS)[number];

export interface ImportField {
  readonly record: ImportedRecord;
  /** The entity's property, or a name of the import's own. */
  readonly property: string;
  /** `Candidate.lastName`, as the API names it. */
  readonly name: string;
  readonly nl: string;
  readonly en: string;
  readonly shape: ValueShape;
  /** Whether whoever imports may fill it (H6). */
  readonly allowed: boolean;
}

/** Free fields of an application, by their own name: `Vrij veld: Ploegendienst` (C134). */
export const FREE_FIELD = /^\s*(?:vrij veld|free field)\s*:\s*(\S.*)$/i;

const TABLES: readonly { record: ImportedRecord; schema: EntitySchema }[] = [
  { record: 'Candidate', schema: CandidateSchema },
  { record: 'Application', schema: ApplicationSchema },
  { record: 'WorkExperience', schema: WorkExperienceSchema },
];
/** What erasure alone writes, and what free fields fill. */
const NOT_FROM_A_FILE = new Set(['Candidate.anonymised', 'Candidate.anonymisedAt', 'Application.freeFields']);
/**
 * What nobody changes by hand, and a file may say all the same, because it says what happened before the person came here;
 * the product's own command may fill these too. Whatever else nobody may change (`active`), no file may either.
 */
const HISTORY: Readonly<Record<string, Permission>> = {
  // From which day the term runs, and by which setting (H23–H25): whoever imports knows where the people came from.
  'Candidate.registeredOn': 'candidate:import',
  'Candidate.registrationKind': 'candidate:import',
  // Takes somebody out of retention for good (H41) and lets a BSN be kept (D18).
  'Candidate.approvedOn': 'candidate:approve',
};
/** Days that can't be to come. */
const PAST = new Set([
  'Candidate.birthDate',
  'Candidate.registeredOn',
  'Candidate.approvedOn',
  'Application.appliedOn',
  'Application.deregisteredOn',
]);

const LONGEST_NOTE = 10_000;
/** Names and the like stand in indexes, which hold no longer values. */
const LONGEST_TEXT = 500;
const LARGEST_INTEGER = 2 ** 31;

/** Whether a file of theirs may fill the field (H6). */
function mayFill(actor: Actor, name: FieldName, line: ColumnLine): boolean {
  const history = HISTORY[name];
  const anybody = line.change.length > 0;
  if (!worksForAgency(actor)) return anybody || history !== undefined;
  if (anybody) return actor.rights.change.has(name) && (name !== 'Candidate.bsn' || mayFindByBsn(actor));
  return history !== undefined && actor.rights.permissions.has(history) && actor.rights.see.has(name);
}

/** A row is known by its BSN too, so a file of them is a search by BSN (H9). */
const mayFindByBsn = (actor: AgencyActor): boolean => actor.rights.permissions.has('bsn:reveal');

/** Whether a file of theirs may fill free fields, whatever their names (H6, C134). */
export const mayFillFreeFields = (actor: Actor): boolean =>
  !worksForAgency(actor) || actor.rights.change.has('Application.freeFields');

/**
 * Every field that a file can fill: the published columns of the declarations (B1), so that a new column can be imported
 * as soon as it is declared, and a few of the import's own.
 */
export function importFields({ em, catalogue, actor }: Work): ImportField[] {
  const declared = TABLES.flatMap(({ record, schema }): ImportField[] => {
    const declaration = catalogue.declarations.find((one) => one.schema === schema)!;
    const { properties } = em.getMetadata().get(schema);
    return publishedFieldsOf(declaration)
      .map(({ field, property, line }) => {
        const name: FieldName = `${record}.${field}`;
        return {
          record,
          property,
          name,
          nl: line.nl,
          en: line.en,
          shape: shapeOf(name, property, line, properties[property]!),
          allowed: mayFill(actor, name, line),
        };
      })
      .filter((one) => !NOT_FROM_A_FILE.has(one.name));
  });
  const own = OWN_FIELDS.map((field) => ({ ...field, allowed: mayFillOwn(actor, field.record) }));
  return [...own, ...declared].toSorted(
    (a, b) => IMPORTED_RECORDS.indexOf(a.record) - IMPORTED_RECORDS.indexOf(b.record),
  );
}

/**
 * What stands in no column of its own: a consent is for who may see consents, and an application to a vacancy for who may change
 * applications; else a file would say what the screens refuse, and its preview would tell who consented or applied.
 */
function mayFillOwn(actor: Actor, record: ImportedRecord): boolean {
  if (!worksForAgency(actor)) return true;
  if (record === 'Consent')
    return actor.rights.see.has('Consent.purpose') && actor.rights.permissions.has('candidate:update');
  return record !== 'Application' || actor.rights.change.has('Application.type');
}

const own = (record: ImportedRecord, property: string, nl: string, en: string, shape: ValueShape): ImportField =>
  ({ record, property, name: `${record}.${property}`, nl, en, shape, allowed: true }); // prettier-ignore

const OWN_FIELDS: readonly ImportField[] = [
  own('Candidate', 'externalReference', 'Kandidaatnummer', 'External reference', { is: 'text', longest: LONGEST_TEXT }),
  own('Application', 'vacancy', 'Vacature', 'Vacancy', { is: 'text', longest: LONGEST_TEXT }),
  own('Application', 'vacancyTitle', 'Vacaturetitel', 'Vacancy title', { is: 'text', longest: LONGEST_TEXT }),
  own('Consent', 'otherVacancies', 'Toestemming andere vacatures', 'Consent for other vacancies', { is: 'boolean' }),
  own('Consent', 'otherVacanciesOn', 'Datum toestemming', 'Date of consent', { is: 'date', past: true }),
  own('Consent', 'privacyStatement', 'Privacystatement gelezen', 'Privacy statement read', { is: 'boolean' }),
  own('Consent', 'privacyStatementOn', 'Privacystatement gelezen op', 'Privacy statement read on', {
    is: 'date',
    past: true,
  }),
  own('Consent', 'statementVersion', 'Versie privacystatement', 'Privacy statement version', {
    is: 'text',
    longest: LONGEST_TEXT,
  }),
];

interface StoredProperty {
  readonly columnTypes: readonly string[];
  readonly items?: readonly (string | number)[];
  readonly precision?: number;
  readonly scale?: number;
}

/** How a column's values are written, as far as the database's type and the field's name tell. */
function shapeOf(name: string, property: string, line: ColumnLine, stored: StoredProperty): ValueShape {
  const [type = 'text'] = stored.columnTypes;
  if (stored.items) return { is: 'choice', field: name, choices: stored.items.map(String) };
  if (name === 'Candidate.bsn') return { is: 'bsn' };
  if (type === 'date') return { is: 'date', past: PAST.has(name) };
  if (type === 'boolean') return { is: 'boolean' };
  if (type === 'int') return { is: 'number', whole: true, limit: LARGEST_INTEGER };
  if (type.startsWith('numeric'))
    return { is: 'number', whole: false, limit: 10 ** ((stored.precision ?? 10) - (stored.scale ?? 0)) - 1 };
  if (type.endsWith('[]')) return { is: 'list' };
  if (/^email/.test(property)) return { is: 'email' };
  if (/^(?:phone|mobile)/.test(property)) return { is: 'phone' };
  return { is: 'text', longest: line.is === 'FREE_TEXT' ? LONGEST_NOTE : LONGEST_TEXT };
}

/** The fields by every heading under which they are known, in the form that plainWord gives. */
export function fieldsByHeading(fields: readonly ImportField[]): ReadonlyMap<string, ImportField> {
  const known = new Map<string, ImportField>();
  const add = (heading: string, field: ImportField) => {
    const word = plainWord(heading);
    if (!known.has(word)) known.set(word, field);
  };
  const wordsOf = (field: ImportField) => [
    ...(HEADING_WORDS[field.name] ?? []),
    field.nl,
    field.en,
    field.name.split('.')[1]!,
  ];
  // Words that were chosen for a field go before labels that fields happen to share.
  for (const field of fields) for (const word of HEADING_WORDS[field.name] ?? []) add(word, field);
  for (const field of fields)
    for (const word of wordsOf(field)) for (const record of RECORD_WORDS[field.record]) add(`${record} ${word}`, field);
  for (const field of fields) for (const word of wordsOf(field)) add(word, field);
  return known;
}
