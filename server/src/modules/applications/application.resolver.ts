import { Arg, Ctx, Field, FieldResolver, ID, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { NodeType, rowId, toGlobalId, withUserErrors } from '../../platform/graphql/index.ts';
import { CandidateType, findVisibleCandidate, type Candidate } from '../candidates/index.ts';
import { scopeOf, type RequestContext, type Work } from '../permissions/index.ts';
import { VacancySchema, VacancyType } from '../vacancies/index.ts';
import { ApplicationSchema, RUNNING_STATUSES, type Application } from './application.entity.ts';
import { AddApplicationInput, ApplicationPayload, UpdateApplicationInput } from './application.inputs.ts';
import { ApplicationType } from './application.type.ts';
import { addApplication, updateApplication } from './save-application.ts';
import { DeregistrationRuleSchema, type DeregistrationRule } from './deregistration-rule.entity.ts';

@ObjectType('DeregistrationRule', {
  implements: NodeType,
  description: 'Why an application is closed (uitschrijfregel, C55).',
})
export class DeregistrationRuleType extends NodeType {
  @Field(() => String, { description: 'Its name.' })
  readonly name!: string;
  @Field(() => Boolean, { description: 'Whether erasure uses it when nobody chose another.' })
  readonly forErasure!: boolean;
}

@Resolver(() => DeregistrationRuleType)
export class DeregistrationRuleResolver {
  @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
  id(@Root() rule: DeregistrationRule): string {
    return toGlobalId('DeregistrationRule', rule.id);
  }

  @Query(() => [DeregistrationRuleType], { description: 'The deregistration rules of your agencies, by name.' })
  deregistrationRules(@Ctx() { work }: RequestContext): Promise<DeregistrationRule[]> {
    return work.em.find(DeregistrationRuleSchema, scopeOf(work.actor, { units: false }), {
      orderBy: { name: 'asc' },
    });
  }
}

/** What is answered: the application, and its person as he is after it. */
async function withPerson(work: Work, application: Application) {
  const candidate = await findVisibleCandidate({ ...work, em: work.em.fork() }, application.candidateId);
  return { application, ...(candidate ? { candidate } : {}) };
}

@Resolver(() => ApplicationType)
export class ApplicationResolver {
  @Mutation(() => ApplicationPayload, { description: 'Adds a registration; the candidate’s term starts again (D14).' })
  addApplication(
    @Arg('input', () => AddApplicationInput, { description: 'Whose, and what.' })
    { candidateId, vacancyId, ...fields }: AddApplicationInput,
    @Ctx() { work, rights }: RequestContext,
  ): Promise<ApplicationPayload> {
    return withUserErrors(async () =>
      withPerson(
        work,
        await addApplication(work, rights, {
          candidateId: rowId('Candidate', candidateId, 'candidateId'),
          vacancyId: vacancyId == null ? null : rowId('Vacancy', vacancyId, 'vacancyId'),
          fields,
        }),
      ),
    );
  }

  @Mutation(() => ApplicationPayload, { description: 'Changes a registration’s fields.' })
  updateApplication(
    @Arg('input', () => UpdateApplicationInput, { description: 'The changes.' })
    { id, ...fields }: UpdateApplicationInput,
    @Ctx() { work, rights }: RequestContext,
  ): Promise<ApplicationPayload> {
    return withUserErrors(async () =>
      withPerson(work, await updateApplication(work, rights, rowId('Application', id), fields)),
    );
  }

  @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
  id(@Root() application: Application): string {
    return toGlobalId('Application', application.id);
  }

  @FieldResolver(() => VacancyType, { nullable: true, description: 'The vacancy, if it is on one.' })
  async vacancy(@Root() application: Application, @Ctx() context: RequestContext) {
    return application.vacancyId ? context.byId(VacancySchema).load(application.vacancyId) : null;
  }

  @FieldResolver(() => Boolean, { nullable: true, description: 'Whether it runs (lopende inschrijving).' })
  running(@Root() application: Application): boolean {
    return RUNNING_STATUSES.includes(application.status);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Name of the rule by which it was closed (Uitschrijfregel, C55).',
  })
  async deregistrationRule(@Root() application: Application, @Ctx() context: RequestContext): Promise<string | null> {
    if (!application.deregistrationRuleId) return null;
    const rule = await context.byId(DeregistrationRuleSchema).load(application.deregistrationRuleId);
    return rule?.name ?? null;
  }
}

@Resolver(() => CandidateType)
export class CandidateApplicationsResolver {
  @FieldResolver(() => [ApplicationType], {
    nullable: true,
    description: 'Registrations (Inschrijvingen), the oldest first.',
  })
  applications(@Root() candidate: Candidate, @Ctx() context: RequestContext): Promise<Application[]> {
    return context.recordsOf(ApplicationSchema, 'appliedOn').load(candidate.id);
  }
}

export async function loadApplication(work: Work, id: string): Promise<Application | null> {
  const application = await work.em.findOne(ApplicationSchema, { id });
  return application && (await findVisibleCandidate(work, application.candidateId)) ? application : null;
}

export function loadDeregistrationRule(work: Work, id: string): Promise<DeregistrationRule | null> {
  return work.em.findOne(DeregistrationRuleSchema, { id, ...scopeOf(work.actor, { units: false }) });
}
