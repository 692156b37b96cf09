import { writtenDate } from '../../platform/clock.ts';
import { rows, sql } from '../../platform/database/index.ts';
import type { Work } from '../permissions/index.ts';
import { RULE_KIND, rowNames, type RuleSet } from '../selection-rules/index.ts';
import { DESIGN_WORDS } from './design-words.ts';
import { previewRuleSet } from './preview.ts';

export type DesignLanguage = 'nl' | 'en';

/** A heading, what it says, and its points. */
export interface DesignSection {
  readonly heading: string;
  readonly lines: readonly string[];
  readonly items: readonly string[];
}

/** The functional design of a set (C12): what the customer reads and signs, the same on the screen and on paper. */
export interface Design {
  readonly title: string;
  readonly name: string;
  /** Whose, and made when. */
  readonly about: readonly string[];
  readonly sections: readonly DesignSection[];
  /** What is written by hand under it. */
  readonly sign: { readonly heading: string; readonly fields: readonly string[] };
}

/** A set in sentences, with today's counts and the hash by which it is approved. */
export async function designOf(work: Work, set: RuleSet, language: DesignLanguage): Promise<Design> {
  const words = DESIGN_WORDS[language];
  const { content } = set;
  const names = await rowNames(work.em, content.rules);
  const today = work.clock.today();
  const day = writtenDate(today, language);
  const preview = await previewRuleSet(work, set, today);
  const agencies = await rows<{ name: string }>(
    work.em,
    sql`select name from agency where id = any(${set.agencyIds}::uuid[]) order by name`,
  );
  const sentences = content.rules.map((rule) => {
    const kind = RULE_KIND.get(rule.kind)!;
    return { section: kind.section, text: kind[language][rule.polarity]!(rule.parameters, names) };
  });
  const of = (section: string) => sentences.filter((one) => one.section === section).map(({ text }) => text);
  const [always, configurable] = [of('ALWAYS'), of('CONFIGURABLE')];
  const section = (heading: string, lines: readonly string[], items: readonly string[] = []): DesignSection => ({
    heading,
    lines,
    items,
  });
  return {
    title: words.title,
    name: set.name,
    about: [`${words.agencies}: ${agencies.map((agency) => agency.name).join(', ')}`, `${words.made} ${day}`],
    sections: [
      ...(always.length > 0 ? [section(words.always, [words.alwaysText], always)] : []),
      section(words.rules, [configurable.length > 0 ? words.rulesText : words.noRules], configurable),
      section(words.outside, [words.outsideText]),
      section(
        words.notice,
        [content.withNotice ? words.withNotice(content.daysToErasure) : words.withoutNotice],
        content.moments.map((moment) => words.moment(moment.name, moment.daysAfterFirst)),
      ),
      section(
        words.erasure,
        [],
        [
          words.closes(content.deregistrationRule),
          content.plus ? words.plus : words.noPlus,
          words.margin(content.marginPercent),
        ],
      ),
      section(
        words.counts,
        [words.total(preview.total, day)],
        preview.byRule.map(({ place, count }) =>
          words.byRule(count, place < 0 ? words.together : sentences[place]!.text),
        ),
      ),
      section(words.hash, [set.contentHash]),
    ],
    sign: { heading: words.sign, fields: [words.name, words.date, words.signature] },
  };
}
