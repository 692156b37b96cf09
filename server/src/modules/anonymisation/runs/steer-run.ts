import { inTransaction, rows, sql, type EntityManager } from '../../../platform/database/index.ts';
import { DomainError, notFound } from '../../../platform/errors.ts';
import { lockTrail, recordAudit } from '../../audit/index.ts';
import type { AuditAction } from '../../audit/index.ts';
import { scopeOf, type Work } from '../../permissions/index.ts';
import { ErasureRunSchema, type ErasureRun } from './erasure-run.entity.ts';

/**
 * Asks a run to stop after the batches that are under way; who was not reached stays planned.
 * @throws DomainError NOT_FOUND; CONFLICT when it has ended.
 */
export function cancelRun(work: Work, runId: string): Promise<ErasureRun> {
  return steer(work, runId, 'erasure-run.cancelled', async (em, run) => {
    if (run.state !== 'RUNNING') throw new DomainError('CONFLICT', 'This run has ended already.');
    await rows(
      em,
      sql`update erasure_run set cancel_requested_at = ${work.clock.now().toISOString()}::timestamptz where id = ${runId}`,
    );
  });
}

/**
 * Takes a run up again for whoever failed, or was not reached before it was stopped.
 * @throws DomainError NOT_FOUND; CONFLICT when it is under way, when another one of its kind is, or when nobody is left.
 */
export function retryRun(work: Work, runId: string): Promise<ErasureRun> {
  return steer(work, runId, 'erasure-run.retried', async (em, run) => {
    if (run.state === 'RUNNING') throw new DomainError('CONFLICT', 'This run is under way.');
    const [found] = await rows<{ left: number; other: boolean }>(
      em,
      sql`select (select count(*)::int from erasure_run_person where run_id = ${runId} and state in ('WAITING', 'FAILED')) as left,
            exists (select from erasure_run o where o.agency_id = ${run.agencyId} and o.state = 'RUNNING' and o.trigger = ${run.trigger}
              and o.trigger in ('DAILY', 'STAFF')) as other`,
    );
    if (found!.left === 0) throw new DomainError('CONFLICT', 'Nobody of this run is left to be tried again.');
    if (found!.other) throw new DomainError('CONFLICT', 'Another run of this agency is under way.');
    await rows(
      em,
      sql`update erasure_run_person set state = 'WAITING', reason = null where run_id = ${runId} and state = 'FAILED'`,
    );
    await rows(
      em,
      sql`update erasure_run set state = 'RUNNING', finished_at = null, cancel_requested_at = null, failed = 0, problem = null where id = ${runId}`,
    );
  });
}

function steer(
  work: Work,
  runId: string,
  action: AuditAction,
  change: (em: EntityManager, run: ErasureRun) => Promise<void>,
): Promise<ErasureRun> {
  return inTransaction(work.em, async (em) => {
    await lockTrail(em);
    await rows(em, sql`select from erasure_run where id = ${runId} for update`);
    const run = await em.findOne(ErasureRunSchema, { id: runId, ...scopeOf(work.actor, { units: false }) });
    if (!run) throw notFound();
    await change(em, run);
    await recordAudit({ ...work, em }, [
      { action, subjectType: 'ErasureRun', subjectId: runId, agencyId: run.agencyId, facts: {} },
    ]);
    return em.findOneOrFail(ErasureRunSchema, { id: runId }, { refresh: true });
  });
}
