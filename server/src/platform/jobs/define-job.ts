/** What a job may do with its own run. */
export interface JobRun {
  /** Call it during long work: else the lock lapses and another worker starts the same job beside this one. */
  readonly keepAlive: () => Promise<void>;
}

/**
 * A piece of work that comes round. Agenda gives the ticks and nothing else: what is to be done, and whether it was done,
 * stands in domain tables with their own unique keys, so a tick that comes twice, or late, does no harm.
 */
export interface JobDefinition {
  readonly name: string;
  /** Milliseconds between two ticks. */
  readonly everyMs: number;
  readonly run: (run: JobRun) => Promise<void>;
}

export const defineJob = (definition: JobDefinition): JobDefinition => definition;
