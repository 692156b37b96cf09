import { rows, sql, type Sql } from '../../../platform/database/index.ts';
import { visibleTo, type Actor, type Work } from '../../permissions/index.ts';
import type { StaffLanguage } from '../staff.ts';
import { staffState, type StaffState } from './staff-state.ts';

/** An employee as who manages staff sees him. */
export interface ListedStaff {
  id: string;
  name: string;
  email: string;
  roleId: string;
  state: StaffState;
  language: StaffLanguage;
  secondFactor: boolean;
  invitationUntil: Date | null;
}

/** SQL over `staff_user u`: whether they have an agency in common. */
export const knownColleague = (actor: Actor): Sql<boolean> =>
  sql<boolean>`exists (select from staff_agency a where a.staff_id = u.id and ${visibleTo(actor, sql`a.agency_id`)})`;

/** Those of these employees whom the actor may know of, in no order. */
export async function listedStaff(work: Work, ids: readonly string[]): Promise<ListedStaff[]> {
  const found = await rows<{
    id: string;
    name: string;
    email: string;
    role_id: string;
    state: StaffState;
    language: StaffLanguage;
    second_factor: boolean;
    invitation_until: string | null;
  }>(
    work.em,
    sql`select u.id, u.name, u.email, u.role_id, u.language, ${staffState} as state,
          exists (select from second_factor f where f.staff_id = u.id and f.confirmed_at is not null) as second_factor,
          (select l.expires_at from account_link l
           where l.staff_id = u.id and l.kind = 'INVITATION' and l.used_at is null) as invitation_until
        from staff_user u where u.id = any(${ids}) and ${knownColleague(work.actor)}`,
  );
  return found.map((one) => ({
    ...one,
    roleId: one.role_id,
    secondFactor: one.second_factor,
    invitationUntil: one.invitation_until === null ? null : new Date(one.invitation_until),
  }));
}

export async function findListedStaff(work: Work, id: string): Promise<ListedStaff | null> {
  const [found] = await listedStaff(work, [id]);
  return found ?? null;
}
