import type { EntityManager } from './orm.ts';

/** One use case, one transaction: all of it happens, or nothing. Works on a fork, so nothing stale is left behind. */
export function inTransaction<T>(em: EntityManager, work: (em: EntityManager) => Promise<T>): Promise<T> {
  return em.fork({ clear: true }).transactional(work);
}
