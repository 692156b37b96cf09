/**
 * The colours of a label's public pages, made of the one that it chose. The grounds are those of `ui/src/tokens.css`: on each of
 * them, and under white letters, the chosen colour is text.
 */
export interface LabelPalette {
  readonly accentColour: string;
  /** Darker, for what the pointer is on. */
  readonly hoverColour: string;
  /** A ground of its own. */
  readonly softColour: string;
  readonly lineColour: string;
}

/** The product's own. */
export const OWN_ACCENT = '#1b4b52';

const WHITE = '#ffffff';
const BLACK = '#000000';
/** The page, and what lies deeper than it; what lies on it is white. */
const GROUNDS = [WHITE, '#f6f6f1', '#ecede6'];
/** WCAG 2.2, 1.4.3. */
export const LEAST_CONTRAST = 4.5;

const COLOUR = /^#[0-9a-f]{6}$/;

/** `#RRGGBB`, with or without the `#`, in either case. @returns undefined for what is none */
export function readColour(written: string): string | undefined {
  const colour = `#${written.trim().replace(/^#/, '').toLowerCase()}`;
  return COLOUR.test(colour) ? colour : undefined;
}

export const paletteOf = (accentColour: string): LabelPalette => ({
  accentColour,
  hoverColour: mix(accentColour, BLACK, 0.22),
  softColour: mix(accentColour, WHITE, 0.89),
  lineColour: mix(accentColour, WHITE, 0.64),
});

/** The contrast where the palette has the least: of white letters on the colour, and of the colour on every ground. */
export function lowestContrast(palette: LabelPalette): number {
  const { accentColour, hoverColour, softColour } = palette;
  const written = [...GROUNDS, softColour].map((ground) => contrast(accentColour, ground));
  return Math.min(...written, contrast(hoverColour, WHITE));
}

/** Part of the way from one colour to another. */
function mix(from: string, to: string, part: number): string {
  const ends = [channels(from), channels(to)] as const;
  const mixed = ends[0].map((value, index) => Math.round(value + (ends[1][index]! - value) * part));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

const channels = (colour: string): number[] => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
