import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { LocalDate } from '../../platform/clock.ts';
import { notFound } from '../../platform/errors.ts';
import { DateScalar, rowId } from '../../platform/graphql/index.ts';
import { CandidateType, findVisibleCandidate, type Candidate } from '../candidates/index.ts';
import { mustSee, type RequestContext, type Rights, type Work } from '../permissions/index.ts';
import {
  FIELDS_OF_OUTSIDE,
  liveRuleSet,
  rowNames,
  whySelected,
  type OutsideReason,
  type RuleSet,
  type TracedFact,
  type TracedRule,
  type Why,
} from '../selection-rules/index.ts';
import { findRuleSet, isRuleSetVisible } from './draft-rule-set.ts';
import { ruleOf } from './published-rule.ts';
import { asType } from './rule-set.resolver.ts';
import {
  AnonymisationDecisionType,
  OutcomeEnum,
  OutsideEnum,
  RuleFactType,
  TracedRuleType,
  type RuleType,
} from './rule-set.type.ts';

type PublishedRule = Omit<TracedRule, 'rule'> & { readonly rule: RuleType };
type PublishedWhy = Omit<Why, 'rules'> & { readonly rules: readonly PublishedRule[] };

@Resolver(() => CandidateType)
export class DecisionResolver {
  @Query(() => AnonymisationDecisionType, {
    nullable: true,
    description: 'Why somebody is selected on a day, or isn’t, by the live set of his agency or by another one (B3).',
  })
  async anonymisationDecision(
    @Arg('candidateId', () => ID, { description: 'The candidate.' }) candidateId: string,
    @Arg('on', () => DateScalar, { nullable: true, description: 'The day; today when left out.' })
    on: LocalDate | undefined,
    @Arg('ruleSetId', () => ID, { nullable: true, description: 'A set; the live one when left out.' })
    ruleSetId: string | undefined,
    @Ctx() { work }: RequestContext,
  ): Promise<object | null> {
    const candidate = await findVisibleCandidate(work, rowId('Candidate', candidateId, 'candidateId'));
    if (!candidate) throw notFound();
    const set = await setFor(work, candidate, ruleSetId);
    if (!set) return null;
    const why = await whySelected(work, set.content.rules, candidate.id, on ?? work.clock.today());
    const names = await rowNames(work.em, set.content.rules);
    return {
      ...why,
      // Whom it decides about may be known where the set as a whole, with its counts, may not.
      ruleSet: isRuleSetVisible(work.actor, set) ? asType(set) : null,
      rules: why.rules.map((one): PublishedRule => ({ ...one, rule: ruleOf(one.rule, names) })),
    };
  }
}

async function setFor(work: Work, candidate: Candidate, ruleSetId: string | undefined): Promise<RuleSet | null> {
  if (ruleSetId === undefined) return liveRuleSet(work.em, candidate.agencyId);
  const set = await findRuleSet(work, rowId('RuleSet', ruleSetId, 'ruleSetId'));
  if (!set.agencyIds.includes(candidate.agencyId)) throw notFound();
  return set;
}

/** What a fact, a rule or the whole decision follows from: who may not see all of it is not told what follows (D17). */
const mustSeeAll = (rights: Rights, facts: readonly TracedFact[]): void => {
  for (const field of facts.flatMap(({ fields }) => fields)) mustSee(rights, field, 'this');
};

const mustSeeWhoIsOutside = (rights: Rights): void => {
  for (const field of FIELDS_OF_OUTSIDE) mustSee(rights, field, 'this');
};
const mustSeeWhole = (rights: Rights, { rules }: PublishedWhy): void => {
  mustSeeWhoIsOutside(rights);
  for (const { facts } of rules) mustSeeAll(rights, facts);
};

@Resolver(() => AnonymisationDecisionType)
export class AnonymisationDecisionResolver {
  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether he is selected; for who may see all that the rules look at, and who is outside them (D17).',
  })
  selected(@Root() why: PublishedWhy, @Ctx() { rights }: RequestContext): boolean {
    mustSeeWhole(rights, why);
    return why.selected;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Place of the rule that decides; -1: the configurable rules together.',
  })
  decidedBy(@Root() why: PublishedWhy, @Ctx() { rights }: RequestContext): number | null {
    mustSeeWhole(rights, why);
    return why.decidedBy;
  }

  @FieldResolver(() => DateScalar, {
    nullable: true,
    description: 'The first day, within ten years, on which the answer is another if nothing else happens.',
  })
  changesOn(@Root() why: PublishedWhy, @Ctx() { rights }: RequestContext): LocalDate | null {
    mustSeeWhole(rights, why);
    return why.changesOn;
  }

  @FieldResolver(() => OutsideEnum, {
    nullable: true,
    description: 'Why he is outside every selection, if he is; for who may see all that could be a reason (D17).',
  })
  outside(@Root() { outside }: PublishedWhy, @Ctx() { rights }: RequestContext): OutsideReason | null {
    mustSeeWhoIsOutside(rights);
    return outside;
  }
}

@Resolver(() => TracedRuleType)
export class TracedRuleResolver {
  @FieldResolver(() => OutcomeEnum, {
    nullable: true,
    description: 'What it says; for who may see all that it looked at (D17).',
  })
  outcome(@Root() rule: PublishedRule, @Ctx() { rights }: RequestContext): TracedRule['outcome'] {
    mustSeeAll(rights, rule.facts);
    return rule.outcome;
  }
}

@Resolver(() => RuleFactType)
export class RuleFactResolver {
  @FieldResolver(() => String, { nullable: true, description: 'What was seen; empty where there was nothing.' })
  value(@Root() fact: TracedFact, @Ctx() { rights }: RequestContext): string | null {
    mustSeeAll(rights, [fact]);
    return fact.value;
  }
}
