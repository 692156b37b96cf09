import { getLocale } from '#locale';

/** Words in the reader's language, of what the server names in both. */
export const inLanguage = (words: { labelNl: string | null; labelEn: string | null }): string =>
  (getLocale() === 'nl' ? words.labelNl : words.labelEn) ?? '';
