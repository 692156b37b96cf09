import type { Work } from '../permissions/index.ts';
import { staffNames } from './right-lines.ts';
import { RoleChangeSchema, type RoleChange } from './role-change.entity.ts';

const SHOWN = 50;

export type NamedChange = Omit<RoleChange, 'changedBy' | 'asksSecondFactor'> & {
  changedBy: string | null;
  asksSecondFactor: boolean | null;
};

/** The last changes of each role, the newest first, with the names of who made them. */
export async function roleHistory(work: Work, roleIds: readonly string[]): Promise<Map<string, NamedChange[]>> {
  const changes = await work.em.find(
    RoleChangeSchema,
    { roleId: { $in: [...roleIds] } },
    { orderBy: { version: 'desc' } },
  );
  const names = await staffNames(
    work,
    changes.map(({ changedBy }) => changedBy),
  );
  const named = changes.map((one) => ({
    ...one,
    changedBy: (one.changedBy && names.get(one.changedBy)) ?? null,
    asksSecondFactor: one.asksSecondFactor ?? null,
  }));
  return new Map([...Map.groupBy(named, ({ roleId }) => roleId)].map(([id, all]) => [id, all.slice(0, SHOWN)]));
}
