import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { AUDIT_ACTIONS, AUDIT_FACTS } from '../modules/audit/index.ts';
import { catalogue } from './modules.ts';

/** Everything that the server is made of, but for the list itself and for tests. */
function sources(): string {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.endsWith('audit-words.ts'),
  );
  return files.map((file) => readFileSync(`${root}/${file}`, 'utf8')).join('\n');
}

describe('the words of the audit trail (B7)', () => {
  // That nothing is recorded without a line is checked by the compiler.
  it('has one line for each action that is recorded somewhere, and none for nothing', () => {
    const all = sources();
    expect(Object.keys(AUDIT_ACTIONS).filter((action) => !all.includes(`'${action}'`))).toEqual([]);
  });

  it.each(['nl', 'en'] as const)('says every action and every fact in words of its own: %s', (language) => {
    const words = Object.values(AUDIT_ACTIONS).map((line) => line[language]);
    expect(words.filter((text, index) => words.indexOf(text) !== index)).toEqual([]);
    for (const text of [...words, ...Object.values(AUDIT_FACTS).map((line) => line[language])])
      expect(text).toMatch(/^\p{Lu}[^_.]+$/u);
  });

  it('knows which fields its facts repeat, so that they are hidden from who may not see those (D17)', () => {
    const published = catalogue.publishedFields().map(({ type, field }) => `${type}.${field}`);
    const repeated = Object.values(AUDIT_FACTS).flatMap(({ repeats }) => repeats ?? []);
    expect(repeated.length).toBeGreaterThan(0);
    expect(repeated.filter((field) => !published.includes(field))).toEqual([]);
  });
});
