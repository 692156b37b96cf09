import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const messages = Object.entries(
  JSON.parse(readFileSync(new URL('../../portal/messages/nl.json', import.meta.url), 'utf8')) as Record<string, string>,
).filter(([key]) => key !== '$schema');

/** What is advised for language level B1: short sentences, one thing in each. */
const WORDS_ON_AVERAGE = 15;
const WORDS_AT_MOST = 20;
/** Of officials and lawyers, and of the law itself: each has a plainer word. And a candidate is addressed with “je”. */
// cspell:disable
const HARD =
  /\b(aangezien|alsmede|alvorens|betreffende|betrokkene|bovengenoemde?|conform|daartoe|derhalve|desgewenst|dien(t|en) te|echter|geanonimiseerde?|gelieve|gerechtvaardigde?|geïnformeerd|hierbij|indien|ingevolge|inzake|krachtens|middels|notificatie|omtrent|onverwijld|pseudoniem|rechtsgrond|reeds|retentie|tenei?nde|terzake|tevens|thans|toestemmingsverklaring|u|uw|verwerkingsverantwoordelijke|voornoemde?|waarborgen|zulks)\b/i;
// cspell:enable

/** What is whole sentences; names of buttons and fields have no full stop. */
function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.?!])\s+|\n+/).filter((one) => /[.?!]$/.test(one));
}
const wordsIn = (sentence: string) => sentence.split(/\s+/).filter((one) => /[\p{L}{]/u.test(one)).length;

describe('the Dutch of the portal, which everybody must understand at once (B1)', () => {
  const sentences = messages.flatMap(([key, text]) =>
    sentencesOf(text).map((one) => ({ key, one, words: wordsIn(one) })),
  );

  it('has short sentences', () => {
    expect(sentences.length).toBeGreaterThan(300);
    const average = sentences.reduce((sum, { words }) => sum + words, 0) / sentences.length;
    expect(average).toBeLessThanOrEqual(WORDS_ON_AVERAGE);
    expect(sentences.filter(({ words }) => words > WORDS_AT_MOST)).toEqual([]);
  });

  it('has no words of officials, and says “je”', () => {
    expect(messages.filter(([, text]) => HARD.test(text))).toEqual([]);
    expect(HARD.test('Indien u dit wenst, dient u te reageren.')).toBe(true);
  });
});
