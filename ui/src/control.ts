/** The frame of everything that takes input, so that text, choices and dates stand in one line. */
export const controlClass =
  'w-full rounded-md border bg-surface text-ink placeholder:text-ink-faint hover:border-ink-muted ' +
  'disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-ink-faint';

export const controlSize = { sm: 'min-h-9 px-2.5 text-sm', md: 'min-h-11 px-3 text-base' } as const;
export type ControlSize = keyof typeof controlSize;

export function controlEdge(error: string | undefined): string {
  return error ? 'border-danger shadow-[inset_0_0_0_1px_var(--color-danger)]' : 'border-edge';
}
