import { fileURLToPath } from 'node:url';
import { withClient } from '../databases.ts';
import { runScript } from '../command.ts';
import { serverLeader, serverProcessorTime } from '../processor-time.ts';
import type { FilledForRules } from './fill.ts';

const PREVIEW = fileURLToPath(new URL('preview-process.ts', import.meta.url));

export interface PreviewTook {
  readonly people: number;
  /** By the clock, from the question to the answer. */
  readonly seconds: number;
  /** Of PostgreSQL, with its parallel workers; undefined where the kernel does not say. */
  readonly processorTime: number | undefined;
  /** The most memory that the process of the product ever had, in bytes. */
  readonly peakRss: number;
}

/** A preview of a set that holds every rule, in a process of the product of its own. */
export function timePreview(
  url: string,
  { agencyId, talentPoolId, unitId }: Omit<FilledForRules, 'applications'>,
): Promise<PreviewTook> {
  return withClient(url, async (client) => {
    const leader = await serverLeader(client);
    const spent = () => (leader === undefined ? undefined : serverProcessorTime(leader));
    const before = spent();
    const { said, peakRss } = await runScript([PREVIEW, url, JSON.stringify({ agencyId, talentPoolId, unitId })], {});
    const after = spent();
    return {
      ...(JSON.parse(said) as { people: number; seconds: number }),
      processorTime: before === undefined || after === undefined ? undefined : after - before,
      peakRss,
    };
  });
}
