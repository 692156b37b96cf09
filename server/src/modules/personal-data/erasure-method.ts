/** How one column is erased (D5). */
export type ErasureMethod =
  | 'OVERWRITE'
  | 'CLEAR'
  | 'SET_TRUE'
  | 'SET_FALSE'
  | 'SET_NOW'
  | 'START_OF_YEAR'
  | 'KEEP'
  | 'DELETE_ROW'
  | ComputedErasure;

/** A column that departs from the usual ways, with its own SQL; the owning module says it in the column's line. */
export interface ComputedErasure {
  readonly method: 'COMPUTE';
  readonly sql: (column: string) => string;
}

export const computed = (sql: (column: string) => string): ComputedErasure => ({ method: 'COMPUTE', sql });

export const ERASURE_METHOD_NAMES = [
  'OVERWRITE',
  'CLEAR',
  'SET_TRUE',
  'SET_FALSE',
  'SET_NOW',
  'START_OF_YEAR',
  'KEEP',
  'DELETE_ROW',
  'COMPUTE',
] as const;
export type ErasureMethodName = (typeof ERASURE_METHOD_NAMES)[number];
export const methodName = (method: ErasureMethod): ErasureMethodName =>
  typeof method === 'string' ? method : method.method;

/** What text becomes: a fixed length, since the length of a name is information (C1, D5). */
export const OVERWRITTEN = 'xxx';

/** The bound parameters of the erasing statement; the people of a batch belong to one agency. */
export const ERASURE_PARAMETERS = {
  candidateIds: '$1::uuid[]',
  receiptIds: '$2::uuid[]',
  applicationsClosed: '$3::int[]',
  agencyId: '$4::uuid',
  erasedAt: '$5::timestamptz',
  way: '$6::text',
  declarationsVersion: '$7::text',
  deregistrationRule: '$8::uuid',
  memo: '$9::text',
  idempotencyKey: '$10::text',
} as const;
export type ErasureParameters = Record<keyof typeof ERASURE_PARAMETERS, unknown>;

/**
 * The SQL value that a column gets, or `undefined` when it keeps its own.
 * @param column quoted name, for methods that depart from the old value.
 */
export function erasedValue(method: ErasureMethod, column: string): string | undefined {
  if (typeof method === 'object') return method.sql(column);
  switch (method) {
    case 'OVERWRITE':
      return `'${OVERWRITTEN}'`;
    case 'CLEAR':
      return 'null';
    case 'SET_TRUE':
      return 'true';
    case 'SET_FALSE':
      return 'false';
    case 'SET_NOW':
      return ERASURE_PARAMETERS.erasedAt;
    case 'START_OF_YEAR':
      return `date_trunc('year', ${column})::date`;
    case 'KEEP':
    case 'DELETE_ROW':
      return undefined;
  }
}
