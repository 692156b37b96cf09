import { m } from '#messages';
import type { Column } from '#lib/list/column.ts';
import { selectColumn } from '#lib/list/select-column.ts';

/** @param states whether the list holds plans in more than one state. */
export function planColumns(mayExecute: boolean, states: boolean): readonly Column[] {
  return [
    ...(mayExecute ? [selectColumn()] : []),
    { key: 'name', title: true, label: m.column_name() },
    { key: 'due', width: 'w-[14%]', label: m.plan_due() },
    { key: 'basis', width: 'w-[18%]', label: m.retention_basis() },
    { key: 'notice', width: 'w-[17%]', label: m.plan_notice() },
    { key: 'answer', width: 'w-[11%]', label: m.plan_answer() },
    { key: 'way', width: 'w-[13%]', label: m.plan_way() },
    ...(states ? [{ key: 'state', width: 'w-[13%]', label: m.column_state() }] : []),
  ];
}
