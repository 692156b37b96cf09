import { rows, sql, type EntityManager } from '../../platform/database/index.ts';
import { badInput } from '../../platform/errors.ts';
import { soundMoments } from '../contact-moments/index.ts';
import {
  RULE_KIND,
  soundParameters,
  type NoticeWords,
  type Rule,
  type RuleSetContent,
} from '../selection-rules/index.ts';

const MOST_RULES = 100;
const LONGEST_NAME = 100;

/** What somebody gave as the content of a set, before anything is known to be right with it. */
export interface GivenContent {
  readonly rules: readonly { kind: string; polarity?: string | null; parameters?: Record<string, unknown> | null }[];
  readonly withNotice: boolean;
  readonly daysToErasure: number;
  readonly moments: readonly NoticeWords[];
  readonly deregistrationRule: string;
  readonly plus: boolean;
  readonly marginPercent: number;
}

/**
 * The content of a set as it may be stored: every rule known, every setting within its limits, every row that is spoken of
 * there in each of the agencies.
 * @throws DomainError BAD_USER_INPUT with the path of what is wrong
 */
export async function soundContent(
  em: EntityManager,
  agencyIds: readonly string[],
  given: GivenContent,
): Promise<RuleSetContent> {
  if (given.rules.length > MOST_RULES)
    throw badInput('content.rules', `A set has at most ${String(MOST_RULES)} rules.`);
  const rules = given.rules.map((rule, index) => soundRule(rule, `content.rules.${String(index)}`));
  await mustKnowRows(em, agencyIds, rules);
  const moments = momentsOf(given);
  const deregistrationRule = text('content.deregistrationRule', given.deregistrationRule, LONGEST_NAME);
  await mustHaveDeregistrationRule(em, agencyIds, deregistrationRule);
  return {
    rules,
    withNotice: given.withNotice,
    daysToErasure: whole('content.daysToErasure', given.daysToErasure, 0, 365),
    moments,
    deregistrationRule,
    plus: given.plus,
    marginPercent: whole('content.marginPercent', given.marginPercent, 0, 1_000),
  };
}

function soundRule(given: GivenContent['rules'][number], path: string): Rule {
  const kind = RULE_KIND.get(given.kind);
  if (!kind) throw badInput(`${path}.kind`, 'There is no such rule.');
  const polarity = given.polarity ?? kind.polarities[0]!;
  if (polarity !== 'ONLY' && polarity !== 'NONE') throw badInput(`${path}.polarity`, 'Give ONLY or NONE.');
  if (!kind.polarities.includes(polarity))
    throw badInput(`${path}.polarity`, `This rule can only be ${kind.polarities.join(' or ')}.`);
  return { kind: kind.kind, polarity, parameters: soundParameters(kind, given.parameters ?? {}, `${path}.parameters`) };
}

function momentsOf({ withNotice, moments, daysToErasure }: GivenContent): NoticeWords[] {
  return withNotice ? soundMoments(moments, { path: 'content.moments', longestDays: daysToErasure }) : [];
}

/** A talent pool or a unit that a rule speaks of belongs to one of the set's agencies. */
async function mustKnowRows(em: EntityManager, agencyIds: readonly string[], rules: readonly Rule[]): Promise<void> {
  for (const [index, rule] of rules.entries()) {
    for (const [name, line] of Object.entries(RULE_KIND.get(rule.kind)!.parameters)) {
      if (line.is !== 'row') continue;
      const [found] = await rows(
        em,
        sql`select 1 from ${sql.table(line.table)} where id = ${rule.parameters[name]} and agency_id = any(${agencyIds}::uuid[])`,
      );
      if (!found) throw badInput(`content.rules.${String(index)}.parameters.${name}`, 'Choose one of the list.');
    }
  }
}

async function mustHaveDeregistrationRule(
  em: EntityManager,
  agencyIds: readonly string[],
  name: string,
): Promise<void> {
  const [missing] = await rows(
    em,
    sql`select 1 from unnest(${agencyIds}::uuid[]) as agency (id)
        where not exists (select from deregistration_rule r where r.agency_id = agency.id and r.name = ${name})`,
  );
  if (missing)
    throw badInput('content.deregistrationRule', 'Not all of these agencies have such a deregistration rule.');
}

function text(path: string, value: string, longest: number): string {
  const sound = value.trim();
  if (sound === '' || sound.length > longest) throw badInput(path, `Give 1 to ${String(longest)} characters.`);
  return sound;
}

function whole(path: string, value: number, least: number, most: number): number {
  if (!Number.isInteger(value) || value < least || value > most)
    throw badInput(path, `Give a whole number from ${String(least)} to ${String(most)}.`);
  return value;
}
