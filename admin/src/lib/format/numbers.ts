import { getLocale } from '#locale';

const language = () => (getLocale() === 'nl' ? 'nl-NL' : 'en-GB');

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(language()).format(value);
}

/** 182345 → "182 kB". */
export function formatBytes(bytes: number): string {
  const [unit, divisor] = bytes < 1_000_000 ? (['kilobyte', 1_000] as const) : (['megabyte', 1_000_000] as const);
  return new Intl.NumberFormat(language(), { style: 'unit', unit, maximumFractionDigits: 1 }).format(bytes / divisor);
}
