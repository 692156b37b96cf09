import { m } from '#messages';
import type { Column } from '#lib/list/column.ts';
import { selectColumn } from '#lib/list/select-column.ts';
import type { Declarations } from '#lib/session/declarations.svelte.ts';

const orders = [
  'NAME_ASC',
  'NAME_DESC',
  'REGISTERED_ASC',
  'REGISTERED_DESC',
  'DUE_ASC',
  'DUE_DESC',
  'TOWN_ASC',
  'TOWN_DESC',
] as const;
type CandidateOrder = (typeof orders)[number];
type Sorted = 'NAME' | 'REGISTERED' | 'DUE' | 'TOWN';

const by = (key: Sorted) => ({ asc: `${key}_ASC`, desc: `${key}_DESC` });

/** @param selects whether the viewer may do anything to many at once. */
export function candidateColumns(declarations: Declarations, selects: boolean): readonly Column[] {
  const sortable = (key: Sorted, field: string) => (declarations.canSee('Candidate', field) ? by(key) : undefined);
  return [
    ...(selects ? [selectColumn()] : []),
    { key: 'name', width: 'w-[23%]', title: true, label: m.column_name(), sort: sortable('NAME', 'lastName') },
    { key: 'town', width: 'w-[15%]', label: m.column_town(), sort: sortable('TOWN', 'town') },
    { key: 'registered', width: 'w-[14%]', label: m.column_registered(), sort: sortable('REGISTERED', 'registeredOn') },
    { key: 'kind', width: 'w-[18%]', label: m.column_kind() },
    { key: 'due', width: 'w-[14%]', label: m.column_due(), sort: by('DUE') },
    { key: 'state', width: 'w-[16%]', label: m.column_state() },
  ];
}

/** The order to ask for: the wanted one when its column may be sorted by, else the first that may. */
export function candidateOrder(columns: readonly Column[], wanted: string | undefined): CandidateOrder {
  const offered = columns.flatMap(({ sort }) => (sort ? [sort.asc, sort.desc] : []));
  return orders.find((one) => one === wanted && offered.includes(one)) ?? orders.find((one) => offered.includes(one))!;
}
