import { inTransaction, outsideRowScope, type EntityManager } from '../../platform/database/index.ts';
import type { Work } from '../permissions/index.ts';

/**
 * One use case, one transaction, in which all agencies' rows exist: somebody may work for several, and what must hold for his
 * account holds for all of them. Who may do it is for the use case to ask, since the database doesn't here.
 */
export function accountTransaction<T>(work: Pick<Work, 'em'>, deed: (em: EntityManager) => Promise<T>): Promise<T> {
  return outsideRowScope(() => inTransaction(work.em, deed));
}
