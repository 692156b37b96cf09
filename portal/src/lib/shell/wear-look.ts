import type { Look } from './look.graphql';

/** The page takes on a look. What is drawn with the product's own colours is drawn with these from now on. */
export function wear(look: Look | null): void {
  const { style } = document.documentElement;
  const colours = {
    '--color-brand': look?.accentColour,
    '--color-brand-hover': look?.hoverColour,
    '--color-brand-soft': look?.softColour,
    '--color-brand-line': look?.lineColour,
  };
  for (const [name, colour] of Object.entries(colours)) {
    if (colour === undefined) style.removeProperty(name);
    else style.setProperty(name, colour);
  }
}
