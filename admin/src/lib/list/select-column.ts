import { m } from '#messages';
import type { Column } from './column.ts';

/** The box before each row; on a card it stands in the corner. */
export const selectColumn = (): Column => ({
  key: 'select',
  label: m.select(),
  quiet: true,
  width: 'w-12',
  class: '@min-[46rem]:pr-0! @max-[46rem]:absolute @max-[46rem]:top-4 @max-[46rem]:right-4',
});
