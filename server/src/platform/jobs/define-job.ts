/** What a job may do with its own run. */
export interface JobRun {
  /**
   * Renews the lock now. It renews itself while the run lasts; work that leaves the process no moment for that calls this, else
   * another worker starts the same job beside this one.
   */
  readonly keepAlive: () => Promise<void>;
  /** Aborted when the product is asked to stop: long work ends at the next place from which it can go on (F7). */
  readonly signal: AbortSignal;
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
