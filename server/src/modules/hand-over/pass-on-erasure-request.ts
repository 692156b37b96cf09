import type { Work } from '../permissions/index.ts';
import { hasBackOffice, queueMessage } from './queue-message.ts';

/**
 * Somebody whom the back office leads asked to be made anonymous: there it can be answered, so there it is told (D7). In the
 * caller's transaction, which writes down that he asked.
 * @returns whether it goes there; false where the agency has no back office that can be told.
 */
export async function passOnErasureRequest(
  work: Work,
  { agencyId, candidateId }: { agencyId: string; candidateId: string },
): Promise<boolean> {
  if (!(await hasBackOffice(work, agencyId))) return false;
  await queueMessage(work, { agencyId, candidateId, kind: 'ERASURE_REQUEST' });
  return true;
}
