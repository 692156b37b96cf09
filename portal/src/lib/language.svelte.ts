import { getLocale, locales, overwriteGetLocale, setLocale, type Locale } from '#locale';

/** Each language is named in itself. */
export const languages = [
  { code: 'nl', name: 'Nederlands' },
  { code: 'en', name: 'English' },
] as const satisfies readonly { code: Locale; name: string }[];

let current = $state<Locale>(getLocale());

// Texts ask for the language when they are drawn. Answering from state makes them follow a switch by themselves,
// without a reload that would lose what the page knows.
overwriteGetLocale(() => current);

export const language = {
  get current(): Locale {
    return current;
  },
  choose(code: string): void {
    const chosen = locales.find((locale) => locale === code);
    if (!chosen) return;
    current = chosen;
    try {
      void setLocale(chosen, { reload: false });
    } catch {
      // A browser that refuses storage forgets the choice; it still holds for this visit.
    }
  },
};
