import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** What the portal says in a language, as its messages have it: for a story that is told in both. */
export function portalWords(language: 'nl' | 'en'): Say {
  const file = fileURLToPath(new URL(`../../portal/messages/${language}.json`, import.meta.url));
  const messages = new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>));
  return (key, values = {}) => {
    const text = messages.get(key);
    if (text === undefined) throw new Error(`The portal has no words for ${key}.`);
    return text.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`${key} needs ${name}.`);
      return String(value);
    });
  };
}
