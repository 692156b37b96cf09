import { badInput, DomainError } from '../../platform/errors.ts';
import {
  hasRight,
  PERMISSION_LINES,
  PERMISSIONS,
  worksForAgency,
  type RightName,
  type Rights,
  type Work,
} from '../permissions/index.ts';
import { allRights } from './right-lines.ts';
import { RoleChangeSchema, type RoleChange } from './role-change.entity.ts';
import { RoleRightSchema, type Role } from './role.entity.ts';

export interface RightChange {
  right: string;
  granted: boolean;
}

export type RightChanges = ReadonlyMap<RightName, boolean>;

/**
 * What the built-in admin keeps, so that there is always somebody who can mend what was done (H2): nobody gives a right that he
 * lacks, so one that the admin alone has would be gone for good.
 */
const NEVER_FROM_ADMIN: readonly RightName[] = PERMISSIONS.filter((permission) => {
  const { of } = PERMISSION_LINES[permission];
  return ['role:manage', 'staff:manage'].includes(permission) || (of.length === 1 && of[0] === 'ADMIN');
});

/**
 * What is really to be different: change implies see, and what the role has already, or hasn't, is no change.
 * @param current what the role may do now.
 * @throws DomainError BAD_USER_INPUT, FORBIDDEN for rights that the actor lacks himself
 */
export async function soundChanges(
  work: Work,
  role: Role,
  current: Rights,
  changes: readonly RightChange[],
): Promise<RightChanges> {
  const known = new Set((await allRights(work)).map(({ right }) => right));
  const sound = new Map<RightName, boolean>();
  const put = (right: RightName, granted: boolean) => {
    if (sound.get(right) === !granted) throw badInput('changes', 'Who may change a field must be able to see it.');
    if (known.has(right)) sound.set(right, granted);
  };
  for (const { right, granted } of changes) {
    if (!known.has(right as RightName)) throw badInput('changes', 'There is no such right.');
    put(right as RightName, granted);
    if (granted && right.startsWith('change:')) put(`see:${right.slice('change:'.length)}` as RightName, true);
    if (!granted && right.startsWith('see:')) put(`change:${right.slice('see:'.length)}` as RightName, false);
  }
  const different = [...sound].filter(([right, granted]) => hasRight(current, right) !== granted);
  for (const [right, granted] of different) {
    if (!granted && role.builtIn === 'ADMIN' && NEVER_FROM_ADMIN.includes(right))
      throw badInput(
        'changes',
        'The built-in admin keeps the rights to manage roles and staff, and those that it alone has.',
      );
    if (worksForAgency(work.actor) && !hasRight(work.actor.rights, right))
      throw new DomainError('FORBIDDEN', 'You can’t give or take away a right that you don’t have yourself.', [
        'changes',
      ]);
  }
  return new Map(different);
}

export const namedRights = (changes: RightChanges, granted: boolean): RightName[] =>
  [...changes].filter(([, one]) => one === granted).map(([right]) => right);

/** Stores what is different, each right with the reason that decides it from now on, and the change as a whole. */
export async function writeChange(
  { em, clock, actor }: Work,
  role: Role,
  changes: RightChanges,
  reason: string,
  about: Partial<Pick<RoleChange, 'renamed' | 'moved' | 'asksSecondFactor'>> = {},
): Promise<void> {
  const by = { changedAt: clock.now(), changedBy: worksForAgency(actor) ? actor.id : null, reason };
  const roleId = role.id;
  if (changes.size > 0)
    await em.upsertMany(
      RoleRightSchema,
      [...changes].map(([right, granted]) => ({ roleId, right, granted, ...by })),
    );
  const [granted, revoked] = [namedRights(changes, true), namedRights(changes, false)];
  await em.insert(RoleChangeSchema, { roleId, version: role.version, granted, revoked, ...by, ...about });
}
