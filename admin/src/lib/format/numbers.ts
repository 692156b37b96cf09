import { getLocale } from '#locale';

const language = () => (getLocale() === 'nl' ? 'nl-NL' : 'en-GB');

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(language()).format(value);
}

/** 12.34 → "12,3%". */
export function formatPercent(ofHundred: number): string {
  return new Intl.NumberFormat(language(), {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(ofHundred / 100);
}

/** 310456 → "€ 3.104,56". */
export function formatEuros(cents: number): string {
  return new Intl.NumberFormat(language(), { style: 'currency', currency: 'EUR' }).format(cents / 100);
}

/** 182345 → "182 kB". */
export function formatBytes(bytes: number): string {
  const [unit, divisor] = bytes < 1_000_000 ? (['kilobyte', 1_000] as const) : (['megabyte', 1_000_000] as const);
  return new Intl.NumberFormat(language(), { style: 'unit', unit, maximumFractionDigits: 1 }).format(bytes / divisor);
}
