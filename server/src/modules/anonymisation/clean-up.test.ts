import { IsolationLevel } from '@mikro-orm/core';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgency } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { rows, sql } from '../../platform/database/index.ts';
import type { SystemActor } from '../permissions/index.ts';
import { updateTerms } from '../retention/index.ts';
import { cleanUpErased } from './clean-up.ts';
import { planErasures } from './plan-erasures.ts';
import { carryOutDueErasures } from './runs/carry-out-open-runs.ts';

const SYSTEM: SystemActor = { kind: 'system', name: 'test' };
const PEOPLE = 1_000;

describe('the clean-up after erasures (F15)', () => {
  let product: TestProduct;
  const canary = `kanarie${randomBytes(6).toString('hex')}`;
  beforeAll(async () => {
    product = await startTestProduct('2026-06-01T10:00:00+02:00');
  });
  afterAll(() => product.stop());

  const work = () => product.workAs(SYSTEM);
  const ask = <Row>(query: ReturnType<typeof sql>) => rows<Row>(product.orm.em.fork(), query as never);

  /** Files of this database's tables, indexes and TOAST tables that hold the canary, by the table. */
  async function holding(): Promise<string[]> {
    await product.orm.em.execute('checkpoint');
    const files = await ask<{ path: string; name: string }>(sql`
      select current_setting('data_directory') || '/' || pg_relation_filepath(oid) as path, relname as name
      from pg_class where pg_relation_filepath(oid) is not null`);
    const found: string[] = [];
    for (const { path, name } of files) if ((await readFile(path)).includes(canary)) found.push(name);
    return found.toSorted();
  }

  it('leaves no byte of a thousand people in tables, indexes, TOAST or statistics', async () => {
    const { id } = await makeAgency(product, { autoEraseCandidates: true }, { withNotice: false });
    await product.orm.em.execute(
      `insert into candidate (id, agency_id, last_name, town, memo, email_private, registration_kind, registered_on)
       select uuidv7(), '${id}', '${canary}' || n, '${canary}', repeat('${canary} ' || md5(n::text), 300), n || '@${canary}.example', 'CHECKIN_FORM', '2026-01-01'
       from generate_series(1, ${String(PEOPLE)}) n`,
    );
    await product.orm.em.execute(
      `insert into work_experience (id, candidate_id, organisation) select uuidv7(), id, '${canary}' from candidate where agency_id = '${id}'; analyze`,
    );
    await updateTerms(product.orm.em.fork(), { agencyId: id });
    await planErasures(work(), id);
    expect(await holding()).toContain('pg_statistic');
    expect(await carryOutDueErasures(work(), id)).toMatchObject({ erased: PEOPLE });
    // What an update leaves: this is why there is a clean-up.
    expect(await holding()).toContain('candidate');

    product.clock.set('2026-06-02T03:00:00+02:00');
    const { cleaned, busy } = await cleanUpErased(work(), product.url);
    expect(busy).toEqual([]);
    expect(cleaned).toEqual(expect.arrayContaining(['candidate', 'work_experience']));
    expect(await holding()).toEqual([]);
  });

  it('is done once for an erasure, and passes over a table that is in use', async () => {
    expect(await cleanUpErased(work(), product.url)).toEqual({ cleaned: [], busy: [] });
    await product.orm.em.execute(`update clean_up set cleaned_at = '2020-01-01' where table_name = 'candidate'`);
    const reader = product.orm.em.fork();
    await reader.begin();
    await rows(reader, sql`select from candidate limit 1`);
    expect(await cleanUpErased(work(), product.url)).toEqual({ cleaned: ['pg_statistic'], busy: ['candidate'] });
    await reader.commit();
    expect(await cleanUpErased(work(), product.url)).toEqual({ cleaned: ['candidate', 'pg_statistic'], busy: [] });
  });

  it('is not called done while an older transaction, such as a back-up, may still read what was erased', async () => {
    await product.orm.em.execute(`update clean_up set cleaned_at = '2020-01-01' where table_name = 'work_experience'`);
    const backUp = product.orm.em.fork();
    await backUp.begin({ isolationLevel: IsolationLevel.REPEATABLE_READ });
    await rows(backUp, sql`select 1`);
    expect((await cleanUpErased(work(), product.url)).busy).toContain('work_experience');
    await backUp.commit();
    expect((await cleanUpErased(work(), product.url)).cleaned).toContain('work_experience');
  });
});
