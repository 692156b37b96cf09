const languageTags = { nl: 'nl-NL', en: 'en-GB' } as const;
type Language = keyof typeof languageTags;

/** 310456 → `€ 3.104,56`. */
export const euros = (cents: number, language: Language): string =>
  new Intl.NumberFormat(languageTags[language], { style: 'currency', currency: 'EUR' }).format(cents / 100);

export const quantities = (value: number, language: Language): string =>
  new Intl.NumberFormat(languageTags[language]).format(value);
