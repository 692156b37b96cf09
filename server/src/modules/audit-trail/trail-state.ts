import { headOf, lastVerification, writeHead, type TrailProblem } from '../audit/index.ts';
import type { Work } from '../permissions/index.ts';

export interface TrailState {
  readonly head: string | null;
  readonly checkedAt: Date | null;
  readonly checkedEntries: number | null;
  readonly problem: TrailProblem | null;
  readonly problemAt: number | null;
}

/** Where the trail ends now, and what the last walk along it found. */
export async function trailState(work: Work): Promise<TrailState> {
  const head = await headOf(work.em);
  const last = await lastVerification(work);
  return {
    head: head ? writeHead(head) : null,
    checkedAt: last?.at ?? null,
    checkedEntries: last?.entries ?? null,
    problem: last?.problem ?? null,
    problemAt: last?.problemAt ?? null,
  };
}
