import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { PageArgs, toGlobalId, withUserErrors } from '../../platform/graphql/index.ts';
import { actionWords, AUDIT_ACTIONS } from '../audit/index.ts';
import { CandidateSchema, CandidateType, type Candidate } from '../candidates/index.ts';
import { AgencySchema, AgencyType, type Agency } from '../organisation/index.ts';
import { scopeOf, type RequestContext, type Work } from '../permissions/index.ts';
import { actorsOf, possibleActors, type ReadActor } from './actors.ts';
import {
  AuditActionType,
  AuditActorType,
  AuditEntryConnection,
  AuditEntryFilter,
  AuditEntryType,
  AuditFactType,
  AuditTrailType,
  ExportAuditEntriesInput,
  ExportAuditEntriesPayload,
} from './audit-entry.type.ts';
import { exportAuditEntries } from './export-audit-entries.ts';
import { readEntries, selectEntries, type ReadEntry } from './read-entries.ts';
import { readFacts } from './read-facts.ts';
import { isNamed, subjectNames } from './subject-names.ts';
import { trailState } from './trail-state.ts';

@Resolver(() => AuditEntryType)
export class AuditEntryResolver {
  @Query(() => AuditEntryConnection, { description: 'The audit trail of your agencies, the newest first (B7).' })
  async auditEntries(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => AuditEntryFilter, { nullable: true, description: 'Which ones.' })
    filter: AuditEntryFilter | undefined,
    @Ctx() { work }: RequestContext,
  ) {
    const page = await readEntries(work, await selectEntries(work, filter ?? {}), args);
    const actors = await actorsOf(work, page.nodes);
    return new AuditEntryConnection({
      ...page,
      nodes: page.nodes.map((entry) => withActor(entry, actors.get(entry)!)),
    });
  }

  @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
  id(@Root() entry: ReadEntry): string {
    return toGlobalId('AuditEntry', entry.id);
  }

  @FieldResolver(() => String, { description: 'What was done, in Dutch.' })
  labelNl(@Root() entry: ReadEntry): string {
    return actionWords(entry.action).nl;
  }

  @FieldResolver(() => String, { description: 'What was done, in English.' })
  labelEn(@Root() entry: ReadEntry): string {
    return actionWords(entry.action).en;
  }

  @FieldResolver(() => AuditActorType, { description: 'Who did it.' })
  actor(@Root() entry: ReadEntry & { actor: ReadActor }): ReadActor {
    return entry.actor;
  }

  @FieldResolver(() => ID, {
    nullable: true,
    description: 'Id of what it was done to, whether or not it is still there.',
  })
  subjectId(@Root() { subjectType, subjectId }: ReadEntry): string | null {
    return subjectId === null ? null : toGlobalId(subjectType, subjectId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What it was done to is called so: an employee, a role, an agency. Never a candidate.',
  })
  async subjectName(@Root() entry: ReadEntry, @Ctx() { work, loader }: RequestContext): Promise<string | null> {
    const { subjectType, subjectId } = entry;
    if (subjectId === null || !isNamed(subjectType)) return null;
    const names = loader(`names:${subjectType}`, (ids) => subjectNames(work, subjectType, ids));
    return (await names.load(subjectId)) ?? null;
  }

  @FieldResolver(() => CandidateType, {
    nullable: true,
    description: 'The candidate to whom it was done, when he exists for you.',
  })
  async candidate(@Root() entry: ReadEntry, @Ctx() { work, loader }: RequestContext): Promise<Candidate | null> {
    if (entry.subjectType !== 'Candidate' || entry.subjectId === null) return null;
    return (await loader('candidatesOfEntries', (ids) => visiblePeople(work, ids)).load(entry.subjectId)) ?? null;
  }

  @FieldResolver(() => AgencyType, { nullable: true, description: 'Of which agency; empty for the installation.' })
  async agency(@Root() { agencyId }: ReadEntry, @Ctx() { byId }: RequestContext): Promise<Agency | null> {
    return agencyId === null ? null : ((await byId(AgencySchema).load(agencyId)) ?? null);
  }

  @FieldResolver(() => [AuditFactType], { description: 'What else it says.' })
  facts(@Root() entry: ReadEntry, @Ctx() { rights }: RequestContext): AuditFactType[] {
    return readFacts(rights, entry).map(({ key, nl, en, value, hidden }) => ({
      key,
      labelNl: nl,
      labelEn: en,
      value,
      hidden,
    }));
  }
}

const withActor = (entry: ReadEntry, actor: ReadActor): ReadEntry => Object.assign({ ...entry }, { actor });

async function visiblePeople(work: Work, ids: readonly string[]): Promise<Map<string, Candidate>> {
  const people = await work.em.find(CandidateSchema, {
    id: { $in: [...ids] },
    ...scopeOf(work.actor, { units: true }),
  });
  return new Map(people.map((person) => [person.id, person]));
}

@Resolver()
export class AuditTrailResolver {
  @Query(() => AuditTrailType, { description: 'Whether the audit trail was whole when it was last checked (B7).' })
  auditTrail(@Ctx() { work }: RequestContext): Promise<AuditTrailType> {
    return trailState(work);
  }

  @Query(() => [AuditActionType], { description: 'Everything that the audit trail can say was done.' })
  auditActions(): AuditActionType[] {
    return Object.entries(AUDIT_ACTIONS).map(([action, { nl, en }]) => ({ action, labelNl: nl, labelEn: en }));
  }

  @Query(() => [AuditActorType], { description: 'The employees and programs by whom entries can be found, by name.' })
  auditActors(@Ctx() { work }: RequestContext): Promise<ReadActor[]> {
    return possibleActors(work);
  }

  @Mutation(() => ExportAuditEntriesPayload, {
    description: 'The entries as a CSV file. A mutation, since it is itself recorded.',
  })
  exportAuditEntries(
    @Arg('input', () => ExportAuditEntriesInput, { description: 'Which ones.' }) input: ExportAuditEntriesInput,
    @Ctx() { work, rights }: RequestContext,
  ): Promise<ExportAuditEntriesPayload> {
    return withUserErrors(() =>
      exportAuditEntries(work, rights, { filter: input.filter ?? {}, language: input.language }),
    );
  }
}
