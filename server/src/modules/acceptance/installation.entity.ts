import { defineEntity, p } from '@mikro-orm/postgresql';
import { rows, sql, type EntityManager } from '../../platform/database/index.ts';
import { declareImpersonal } from '../personal-data/index.ts';

/** `ACCEPTANCE`: a copy with invented people, in which rules are tried before they go to production (C13, C14). */
export const ENVIRONMENTS = ['PRODUCTION', 'ACCEPTANCE'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** What this database is; it has one row, which the migrations put there. */
export const InstallationSchema = defineEntity({
  name: 'Installation',
  tableName: 'installation',
  properties: {
    id: p.integer().primary().autoincrement(false),
    environment: p.enum(ENVIRONMENTS).default('PRODUCTION'),
    /** Of an acceptance copy: when it was made. */
    copiedAt: p.datetime(3).nullable(),
  },
});
// prettier-ignore
export const installationData = declareImpersonal(InstallationSchema, { id: 'TECHNICAL', environment: 'SETTING', copiedAt: 'MANAGEMENT' });

/** What the database says of itself: a copy can't be taken for production because of a setting that was forgotten. */
export async function environmentOf(em: EntityManager): Promise<Environment> {
  const [found] = await rows<{ environment: Environment }>(em, sql`select environment from installation`);
  return found?.environment ?? 'PRODUCTION';
}
