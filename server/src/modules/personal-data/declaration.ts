import type { EntitySchema } from '@mikro-orm/core';
import type { BuiltInRole } from '../permissions/index.ts';
import type { ErasureMethod } from './erasure-method.ts';

/** What a column says about a person. */
export type PersonalDataClass =
  | 'IDENTIFYING'
  | 'CONTACT'
  | 'SPECIAL'
  | 'QUASI_IDENTIFYING'
  | 'PROFESSIONAL'
  | 'FREE_TEXT'
  | 'THIRD_PARTY'
  | 'TECHNICAL'
  | 'MANAGEMENT';

/** What the candidate himself may do with it in the portal. */
export type PortalAccess = 'HIDDEN' | 'SEE' | 'CHANGE';

/** The groups under which fields stand on the screens, in their order. */
export const FIELD_GROUPS = [
  'personalia',
  'address',
  'contact',
  'other',
  'registration',
  'application',
  'workflow',
  'offer',
  'hire',
  'trajectory',
  'talentPool',
  'contactEntry',
  'employee',
  'handOver',
  'recipient',
  'dataRequest',
  'education',
  'workExperience',
  'course',
  'knowledgeArea',
  'skill',
  'wishes',
  'document',
  'payslip',
  'consent',
  'correspondence',
  'erasure',
  'technical',
] as const;
export type FieldGroup = (typeof FIELD_GROUPS)[number];

/** One column's line (B1): the only place where it is said what the column is and what becomes of it. */
export interface ColumnLine {
  readonly is: PersonalDataClass;
  readonly nl: string;
  readonly en: string;
  readonly group: FieldGroup;
  /** Default rights; change implies see. */
  readonly see: readonly BuiltInRole[];
  readonly change: readonly BuiltInRole[];
  readonly erase: ErasureMethod;
  /** Under Anonimisering Plus (C172–C178), where it differs. */
  readonly plus?: ErasureMethod;
  /** Part of the candidate's own export (B4). */
  readonly export: boolean;
  readonly portal: PortalAccess;
  /** The field's name in the API where it differs from the column's property; `false`: not published. */
  readonly api?: string | false;
  /** Number in the inventory. */
  readonly ref?: string;
  /**
   * `SAME`: stays as it is in an acceptance copy although it is personal, since rules look at it; it may say nothing by which
   * one knows the person. Everything else that is personal is invented there (B12).
   */
  readonly onAcceptance?: 'SAME';
  /** Of a table without candidates: says something of an employee. */
  readonly staff?: true;
}

/** What becomes of a table's rows when their person is erased. */
export type RowErasure = 'OVERWRITE' | 'DELETE';

export interface PersonalDataDeclaration {
  readonly schema: EntitySchema;
  /** Property that holds the person's id; `null`: nobody's row is in this table. */
  readonly person: string | null;
  readonly rows: RowErasure;
  readonly rowsPlus: RowErasure;
  /** The type in the API. */
  readonly type: string;
  readonly columns: Readonly<Record<string, ColumnLine>>;
}

type PropertiesOf<S> = S extends { readonly properties: infer P } ? Extract<keyof P, string> : never;

/**
 * Declares a table with a person's data. A property of the entity without a line does not compile.
 * @param options.person property that holds the candidate's id.
 * @param options.rows what becomes of the rows; with `DELETE` the column methods are not used.
 */
export function declarePersonalData<S extends EntitySchema & { readonly properties: object }>(
  schema: S,
  options: { person: PropertiesOf<S>; rows?: RowErasure; rowsPlus?: RowErasure; type?: string },
  columns: Readonly<Record<PropertiesOf<S>, ColumnLine>>,
): PersonalDataDeclaration {
  const rows = options.rows ?? 'OVERWRITE';
  return {
    schema,
    person: options.person,
    rows,
    rowsPlus: options.rowsPlus ?? rows,
    type: options.type ?? schema.meta.className,
    columns,
  };
}

/**
 * Why a column of a table without candidates holds nobody's data, or only that of staff, or of whoever signs in to the portal:
 * his account outlives the candidate, and nothing joins them (D6).
 */
export type ImpersonalColumn = 'TECHNICAL' | 'SETTING' | 'MANAGEMENT' | 'STAFF' | 'ACCOUNT';

/** Declares a table that holds no candidate's data, column by column, so that one which does can't slip in unseen. */
export function declareImpersonal<S extends EntitySchema & { readonly properties: object }>(
  schema: S,
  columns: Readonly<Record<PropertiesOf<S>, ImpersonalColumn>>,
): PersonalDataDeclaration {
  const lines = Object.entries<ImpersonalColumn>(columns).map(([property, why]): [string, ColumnLine] => [
    property,
    {
      is: why === 'TECHNICAL' ? 'TECHNICAL' : 'MANAGEMENT',
      nl: property,
      en: property,
      group: 'technical',
      see: [],
      change: [],
      erase: 'KEEP',
      export: false,
      portal: 'HIDDEN',
      api: false,
      ...(why === 'STAFF' ? { staff: true } : {}),
    },
  ]);
  return {
    schema,
    person: null,
    rows: 'OVERWRITE',
    rowsPlus: 'OVERWRITE',
    type: schema.meta.className,
    columns: Object.fromEntries(lines),
  };
}
