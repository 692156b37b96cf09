import { sql, type Sql } from '../../../platform/database/index.ts';

export const STAFF_STATES = ['INVITED', 'ACTIVE', 'DISABLED'] as const;
export type StaffState = (typeof STAFF_STATES)[number];

/** SQL over `staff_user u`: whether somebody has nothing yet with which he could sign in. */
export const isInvited: Sql<boolean> = sql<boolean>`(u.password_hash is null and not exists (select from staff_identity i where i.staff_id = u.id))`;

/** SQL over `staff_user u`. */
export const staffState: Sql<StaffState> = sql<StaffState>`case when u.disabled_at is not null then 'DISABLED' when ${isInvited} then 'INVITED' else 'ACTIVE' end`;
