import type { LocalDate } from '../../platform/clock.ts';
import type { EntityManager } from '../../platform/database/index.ts';
import { countDeletedApplications } from '../applications/index.ts';
import { countDeletedCandidates } from '../candidates/index.ts';
import { countDeletedHires } from '../placements/index.ts';
import { countDeletedSurveyAnswers } from './survey-answer.ts';

/**
 * Keeps what the figures of management are made of, as counts, of people whose rows are about to go (C2, D3): so deleting
 * changes no figure that anonymising leaves. How applications had fared is kept by keepErasedCounts, for both endings.
 */
export async function keepDeletedCounts(
  em: EntityManager,
  candidateIds: readonly string[],
  today: LocalDate,
): Promise<void> {
  await countDeletedCandidates(em, candidateIds);
  await countDeletedApplications(em, candidateIds);
  await countDeletedHires(em, candidateIds);
  await countDeletedSurveyAnswers(em, candidateIds, today);
}
