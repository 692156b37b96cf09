import { m } from '#messages';
import type { Column } from '#lib/list/column.ts';

/** @param states whether the list holds plans in more than one state. */
export function planColumns(mayExecute: boolean, states: boolean): readonly Column[] {
  return [
    ...(mayExecute
      ? [
          {
            key: 'select',
            label: m.select(),
            quiet: true,
            class: 'md:w-12 md:pr-0! max-md:absolute max-md:top-4 max-md:right-4',
          },
        ]
      : []),
    { key: 'name', title: true, label: m.column_name() },
    { key: 'due', label: m.plan_due() },
    { key: 'basis', label: m.retention_basis() },
    { key: 'notice', label: m.plan_notice() },
    { key: 'answer', label: m.plan_answer() },
    { key: 'way', label: m.plan_way() },
    ...(states ? [{ key: 'state', label: m.column_state() }] : []),
  ];
}
