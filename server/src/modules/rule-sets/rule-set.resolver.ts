import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { LocalDate } from '../../platform/clock.ts';
import { DateScalar, PageArgs, rowId, toGlobalId, withUserErrors } from '../../platform/graphql/index.ts';
import { LANGUAGES } from '../candidates/index.ts';
import { AgencySchema, AgencyType } from '../organisation/index.ts';
import { mustSee, type RequestContext, type Work } from '../permissions/index.ts';
import { publishedEnum } from '../personal-data/index.ts';
import {
  fieldsOfRules,
  RULE_KIND,
  RULE_KINDS,
  rowNames,
  RuleSetSchema,
  type ParameterLine,
  type RuleSet,
} from '../selection-rules/index.ts';
import { draftRuleSet, isRuleSetVisible, updateRuleSet } from './draft-rule-set.ts';
import { designOf, type Design, type DesignLanguage } from './design.ts';
import { forecastMails, type MailsOfDays } from './forecast-mails.ts';
import { previewRuleSet } from './preview.ts';
import { previewPeople } from './preview-people.ts';
import { ROW_TYPES, ruleOf } from './published-rule.ts';
import {
  approveRuleSet,
  goLive,
  resumeRuleSet,
  retireRuleSet,
  returnRuleSet,
  submitRuleSet,
  type MakeBackUp,
} from './rule-set-life.ts';
import { importRuleSet, ruleSetFile } from './rule-set-file.ts';
import {
  ApproveRuleSetInput,
  DayCountType,
  DraftRuleSetInput,
  ImportRuleSetInput,
  PreviewedPersonConnection,
  PreviewedPersonFilter,
  PutRuleSetLiveInput,
  ResumeRuleSetInput,
  RuleKindType,
  RuleSetContentType,
  RuleSetDesignType,
  RuleSetInput,
  RuleSetPayload,
  RuleSetPreviewType,
  RuleSetType,
  UpdateRuleSetInput,
  type RuleParameterType,
} from './rule-set.type.ts';

declare module '../permissions/index.ts' {
  interface RequestContext {
    /** Makes a back-up before a set goes live (C15). */
    readonly makeBackUp: MakeBackUp;
  }
}

export const asType = (set: RuleSet) => set as unknown as RuleSetType;
const payload = (change: () => Promise<RuleSet>) => withUserErrors(async () => ({ ruleSet: asType(await change()) }));
const setId = (id: string) => rowId('RuleSet', id);
const agencies = (ids: readonly string[]) => ids.map((id) => rowId('Agency', id, 'agencyIds'));

@Resolver(() => RuleSetType)
export class RuleSetResolver {
  @Query(() => [RuleKindType], { description: 'Every kind of rule, in the order in which they are offered (C24–C52).' })
  ruleKinds(): RuleKindType[] {
    return RULE_KINDS.map(({ kind, ref, section, polarities, title, parameters }) => ({
      kind,
      requirement: ref,
      section,
      polarities,
      titleNl: title.nl,
      titleEn: title.en,
      parameters: Object.entries(parameters).map(([name, line]) => parameterOf(name, line)),
    }));
  }

  @Query(() => [RuleSetType], { description: 'The sets of your agencies, the newest first (C11).' })
  async ruleSets(@Ctx() { work }: RequestContext): Promise<RuleSet[]> {
    const sets = await work.em.find(RuleSetSchema, {}, { orderBy: { createdAt: 'desc' } });
    return sets.filter((set) => isRuleSetVisible(work.actor, set));
  }

  @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
  id(@Root() set: RuleSet): string {
    return toGlobalId('RuleSet', set.id);
  }

  @FieldResolver(() => [AgencyType], { description: 'The agencies whose people it selects.' })
  agencies(@Root() set: RuleSet, @Ctx() { work }: RequestContext) {
    return work.em.find(AgencySchema, { id: { $in: set.agencyIds } }, { orderBy: { name: 'asc' } });
  }

  @FieldResolver(() => RuleSetContentType, { description: 'All that it says (C11).' })
  async content(@Root() { content }: RuleSet, @Ctx() { work }: RequestContext): Promise<RuleSetContentType> {
    const names = await rowNames(work.em, content.rules);
    return { ...content, moments: [...content.moments], rules: content.rules.map((rule) => ruleOf(rule, names)) };
  }

  @FieldResolver(() => RuleSetPreviewType, {
    description: 'Whom it selects on a day, without anybody being planned (B2).',
  })
  async preview(
    @Root() set: RuleSet,
    @Arg('on', () => DateScalar, { description: 'The day, from today to ten years on.' }) on: LocalDate,
    @Ctx() { work, byId }: RequestContext,
  ): Promise<RuleSetPreviewType> {
    const preview = await previewRuleSet(work, set, on);
    const byAgency = preview.byAgency.map(async ({ agencyId, count }) => ({
      agency: ((await byId(AgencySchema).load(agencyId)) ?? null) as AgencyType | null,
      count,
    }));
    return { ...preview, byAgency: await Promise.all(byAgency) };
  }

  @FieldResolver(() => PreviewedPersonConnection, {
    nullable: true,
    description: 'Whom it selects on a day, a page at a time (B2); for who may see all that its rules look at (D17).',
  })
  async previewPeople(
    @Root() set: RuleSet,
    @Arg('on', () => DateScalar, { description: 'The day, from today to ten years on.' }) on: LocalDate,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => PreviewedPersonFilter, { nullable: true, description: 'Which of them.' })
    filter: PreviewedPersonFilter | undefined,
    @Ctx() { work, rights }: RequestContext,
  ) {
    // Who is on the list meets the rules: that tells of what they look at (D17).
    for (const field of fieldsOfRules(set.content.rules)) mustSee(rights, field, 'the list of whom this set selects');
    const wanted = {
      agencyId: filter?.agencyId == null ? undefined : rowId('Agency', filter.agencyId, 'filter.agencyId'),
      decidedBy: filter?.decidedBy ?? undefined,
    };
    return new PreviewedPersonConnection(await previewPeople(work, set, on, wanted, page));
  }

  @FieldResolver(() => RuleSetDesignType, {
    description: 'Its functional design (C12): in sentences, with today’s counts; what its PDF says too.',
  })
  design(
    @Root() set: RuleSet,
    @Arg('language', () => publishedEnum(LANGUAGES), { description: 'In which language.' }) language: DesignLanguage,
    @Ctx() { work }: RequestContext,
  ): Promise<Design> {
    return designOf(work, set, language);
  }

  @FieldResolver(() => [DayCountType], {
    description: 'Mails that it would send on the days of the coming three months, if nothing else happened (B2).',
  })
  mailForecast(@Root() set: RuleSet, @Ctx() { work }: RequestContext): Promise<MailsOfDays[]> {
    return forecastMails(work, set);
  }

  @Mutation(() => RuleSetPayload, { description: 'Starts a set (C10).' })
  draftRuleSet(
    @Arg('input', () => DraftRuleSetInput, { description: 'The set.' }) input: DraftRuleSetInput,
    @Ctx() { work }: RequestContext,
  ): Promise<RuleSetPayload> {
    return payload(() =>
      draftRuleSet(work, {
        name: input.name,
        agencyIds: agencies(input.agencyIds),
        copyOfId: input.copyOfId == null ? null : rowId('RuleSet', input.copyOfId, 'copyOfId'),
      }),
    );
  }

  @FieldResolver(() => String, {
    description: 'It as a file (JSON), by which it goes to another environment: names for ids, and its hash (C16).',
  })
  file(@Root() set: RuleSet, @Ctx() { work }: RequestContext): Promise<string> {
    return ruleSetFile(work.em, set);
  }

  @Mutation(() => RuleSetPayload, {
    description: 'Brings a set from a file: a draft, or awaiting approval when it was approved where it is from (C16).',
  })
  importRuleSet(
    @Arg('input', () => ImportRuleSetInput, { description: 'The file.' }) input: ImportRuleSetInput,
    @Ctx() { work }: RequestContext,
  ): Promise<RuleSetPayload> {
    return payload(() => importRuleSet(work, input.file));
  }

  @Mutation(() => RuleSetPayload, { description: 'Changes a draft.' })
  updateRuleSet(
    @Arg('input', () => UpdateRuleSetInput, { description: 'The draft as it is to be.' }) input: UpdateRuleSetInput,
    @Ctx() { work }: RequestContext,
  ): Promise<RuleSetPayload> {
    return payload(() =>
      updateRuleSet(work, {
        id: setId(input.id),
        version: input.version,
        name: input.name,
        agencyIds: agencies(input.agencyIds),
        content: readContent(input.content),
      }),
    );
  }

  @Mutation(() => RuleSetPayload, { description: 'Lays a draft before the customer (C14).' })
  submitRuleSet(
    @Arg('input', () => RuleSetInput, { description: 'The draft.' }) input: RuleSetInput,
    @Ctx() { work }: RequestContext,
  ): Promise<RuleSetPayload> {
    return payload(() => submitRuleSet(work, setId(input.id)));
  }

  @Mutation(() => RuleSetPayload, { description: 'Makes a set that was laid before the customer a draft again.' })
  returnRuleSet(
    @Arg('input', () => RuleSetInput, { description: 'The set.' }) input: RuleSetInput,
    @Ctx() { work }: RequestContext,
  ): Promise<RuleSetPayload> {
    return payload(() => returnRuleSet(work, setId(input.id)));
  }

  @Mutation(() => RuleSetPayload, { description: 'Approves exactly the set of this hash (C15).' })
  approveRuleSet(
    @Arg('input', () => ApproveRuleSetInput, { description: 'The set and its hash.' }) input: ApproveRuleSetInput,
    @Ctx() { work }: RequestContext,
  ): Promise<RuleSetPayload> {
    return payload(() => approveRuleSet(work, setId(input.id), input.hash));
  }

  @Mutation(() => RuleSetPayload, { description: 'Makes a back-up, and puts an approved set to work (C15, C16).' })
  putRuleSetLive(
    @Arg('input', () => PutRuleSetLiveInput, { description: 'The set, and what was seen of it.' })
    input: PutRuleSetLiveInput,
    @Ctx() { work, makeBackUp }: RequestContext,
  ): Promise<RuleSetPayload> {
    const { hash, previewedFor, previewedCount } = input;
    return payload(() => goLive(work, { id: setId(input.id), hash, previewedFor, previewedCount }, makeBackUp));
  }

  @Mutation(() => RuleSetPayload, { description: 'Takes a live set out of work.' })
  retireRuleSet(
    @Arg('input', () => RuleSetInput, { description: 'The set.' }) input: RuleSetInput,
    @Ctx() { work }: RequestContext,
  ): Promise<RuleSetPayload> {
    return payload(() => retireRuleSet(work, setId(input.id)));
  }

  @Mutation(() => RuleSetPayload, { description: 'Lets a set go on that stopped far above its preview (S18).' })
  resumeRuleSet(
    @Arg('input', () => ResumeRuleSetInput, { description: 'The set, and the number that you have seen.' })
    input: ResumeRuleSetInput,
    @Ctx() { work }: RequestContext,
  ): Promise<RuleSetPayload> {
    return payload(() => resumeRuleSet(work, setId(input.id), input.count));
  }
}

function parameterOf(name: string, line: ParameterLine): RuleParameterType {
  switch (line.is) {
    case 'days':
    case 'months':
      return { name, kind: line.is, min: line.min, max: line.max, byDefault: line.default };
    case 'choice':
      return { name, kind: line.is, choices: line.choices };
    case 'text':
      return { name, kind: line.is, max: line.longest };
    case 'row':
      return { name, kind: line.is, table: line.table };
  }
}

function readContent(content: UpdateRuleSetInput['content']) {
  return {
    withNotice: content.withNotice,
    daysToErasure: content.daysToErasure,
    deregistrationRule: content.deregistrationRule,
    plus: content.plus,
    marginPercent: content.marginPercent,
    moments: content.moments.map(({ name, daysAfterFirst, subjectNl, bodyNl, subjectEn, bodyEn }) => ({
      name,
      daysAfterFirst,
      subjectNl,
      bodyNl,
      subjectEn,
      bodyEn,
    })),
    rules: content.rules.map(({ kind, polarity, parameters }, index) => ({
      kind,
      polarity: polarity ?? null,
      parameters: readParameters(kind, parameters ?? {}, index),
    })),
  };
}

function readParameters(kind: string, given: Record<string, unknown>, index: number): Record<string, unknown> {
  const lines = RULE_KIND.get(kind)?.parameters ?? {};
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const line = Object.hasOwn(lines, name) ? lines[name] : undefined;
      if (line?.is !== 'row' || typeof value !== 'string') return [name, value];
      return [name, rowId(ROW_TYPES[line.table], value, `content.rules.${String(index)}.parameters.${name}`)];
    }),
  );
}

export const loadRuleSet = async (work: Work, id: string): Promise<RuleSet | null> => {
  const set = await work.em.findOne(RuleSetSchema, { id });
  return set && isRuleSetVisible(work.actor, set) ? set : null;
};
