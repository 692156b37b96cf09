import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { CandidateSchema, figure, technical } from '../../candidates/index.ts';
import { AgencySchema } from '../../organisation/index.ts';
import { declareImpersonal, declarePersonalData } from '../../personal-data/index.ts';
import type { SkipReason } from '../carry-out-erasures.ts';
import type { ResidualIdentifiability } from '../residual-identifiability.ts';

/** What sets a run off: its day, an employee who takes all that is due, one who chose some plans, or one who chose people. */
export const RUN_TRIGGERS = ['DAILY', 'STAFF', 'CHOSEN', 'BULK'] as const;
export type RunTrigger = (typeof RUN_TRIGGERS)[number];
export const RUN_STATES = ['RUNNING', 'DONE', 'CANCELLED'] as const;
/** Why somebody of a run was not erased. */
export const RUN_PERSON_REASONS = [
  'HELD',
  'HANDED_OVER',
  'ALREADY_ANONYMISED',
  'NOT_DUE',
  'AWAITS_CLICK',
  'NOT_FOUND',
  'DATA_REFUSED',
] as const satisfies readonly (SkipReason | 'DATA_REFUSED')[];
export const RUN_PERSON_STATES = ['WAITING', 'ERASED', 'SKIPPED', 'FAILED'] as const;

/** One carrying out of plans that are due, in one agency: its people are chosen when it opens, and looked at again one by one. */
export const ErasureRunSchema = defineEntity({
  name: 'ErasureRun',
  tableName: 'erasure_run',
  indexes: [
    {
      name: 'erasure_run_one_of_all',
      properties: ['agencyId', 'trigger'],
      expression: `create unique index "erasure_run_one_of_all" on "erasure_run" ("agency_id", "trigger") where "state" = 'RUNNING' and "trigger" in ('DAILY', 'STAFF')`,
    },
  ],
  properties: {
    id: p.uuid().primary(),
    agencyId: () => p.manyToOne(AgencySchema).mapToPk().fieldName('agency_id').index(),
    trigger: p.enum(RUN_TRIGGERS),
    state: p.enum(RUN_STATES).default('RUNNING'),
    startedBy: p.uuid().nullable(),
    startedAt: p.datetime(3),
    cancelRequestedAt: p.datetime(3).nullable(),
    finishedAt: p.datetime(3).nullable(),
    people: p.integer().default(0),
    erased: p.integer().default(0),
    skipped: p.integer().default(0),
    failed: p.integer().default(0),
    /** Code of what last went wrong, PostgreSQL's or an error's name: what interrupts it just now, or of whom it failed. */
    problem: p.text().nullable(),
    /** What was to be expected when an employee started it (B11): numbers of people, and nothing of any of them. */
    identifiabilityBefore: p.json<readonly ResidualIdentifiability[]>().nullable(),
  },
});
export type ErasureRun = InferEntity<typeof ErasureRunSchema>;
// prettier-ignore
export const erasureRunData = declareImpersonal(ErasureRunSchema, {
  id: 'TECHNICAL', agencyId: 'TECHNICAL', trigger: 'MANAGEMENT', state: 'MANAGEMENT', startedBy: 'STAFF', startedAt: 'MANAGEMENT',
  cancelRequestedAt: 'MANAGEMENT', finishedAt: 'MANAGEMENT', people: 'MANAGEMENT', erased: 'MANAGEMENT', skipped: 'MANAGEMENT',
  failed: 'MANAGEMENT', problem: 'TECHNICAL', identifiabilityBefore: 'MANAGEMENT',
});

/** The work table: one person of a run, and what became of him. Claimed by keyset, a batch a transaction. */
export const ErasureRunPersonSchema = defineEntity({
  name: 'ErasureRunPerson',
  tableName: 'erasure_run_person',
  properties: {
    runId: () => p.manyToOne(ErasureRunSchema).mapToPk().fieldName('run_id').primary().deleteRule('cascade'),
    // No constraint: it would lock everybody of a run when it opens. Who is deleted takes his rows along, as the declaration says.
    candidateId: () =>
      p
        .manyToOne(CandidateSchema)
        .mapToPk()
        .fieldName('candidate_id')
        .primary()
        .index()
        .createForeignKeyConstraint(false),
    state: p.enum(RUN_PERSON_STATES).default('WAITING'),
    /** Why he was skipped, or that the database refused what erasing him would write. */
    reason: p.enum(RUN_PERSON_REASONS).nullable(),
  },
});
export type ErasureRunPerson = InferEntity<typeof ErasureRunPersonSchema>;

const fact = { ...figure, group: 'erasure' } as const;
// prettier-ignore
export const erasureRunPersonData = declarePersonalData(ErasureRunPersonSchema, { person: 'candidateId' }, {
  runId:       { ...technical, nl: 'Uitvoering', en: 'Run' },
  candidateId: { ...technical, nl: 'Kandidaat', en: 'Candidate' },
  state:       { ...fact, nl: 'Uitkomst', en: 'Outcome' },
  reason:      { ...fact, nl: 'Reden', en: 'Reason' },
});
