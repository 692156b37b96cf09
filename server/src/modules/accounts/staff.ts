import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { AgencySchema } from '../organisation/index.ts';
import { ROLES } from '../permissions/index.ts';
import { declareImpersonal } from '../personal-data/index.ts';

/** An employee of an agency who signs in to the admin. */
export const StaffUserSchema = defineEntity({
  name: 'StaffUser',
  tableName: 'staff_user',
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    /** Lower case. */
    email: p.text().unique(),
    passwordHash: p.text().hidden(),
    role: p.enum(ROLES),
    disabledAt: p.datetime(3).nullable(),
  },
});
export type StaffUser = InferEntity<typeof StaffUserSchema>;
// prettier-ignore
export const staffUserData = declareImpersonal(StaffUserSchema, { id: 'TECHNICAL', name: 'STAFF', email: 'STAFF', passwordHash: 'STAFF', role: 'STAFF', disabledAt: 'STAFF' });

/** The agencies whose files somebody works with. */
export const StaffAgencySchema = defineEntity({
  name: 'StaffAgency',
  tableName: 'staff_agency',
  properties: {
    staffId: () => p.manyToOne(StaffUserSchema).mapToPk().fieldName('staff_id').primary(),
    agencyId: () => p.manyToOne(AgencySchema).mapToPk().fieldName('agency_id').primary(),
  },
});
export const staffAgencyData = declareImpersonal(StaffAgencySchema, { staffId: 'TECHNICAL', agencyId: 'TECHNICAL' });

/** A signed-in browser. Only the hash of the cookie is stored; deleting the row ends the session at once. */
export const StaffSessionSchema = defineEntity({
  name: 'StaffSession',
  tableName: 'staff_session',
  properties: {
    tokenHash: p.blob().primary().hidden(),
    staffId: () => p.manyToOne(StaffUserSchema).mapToPk().fieldName('staff_id').index(),
    startedAt: p.datetime(3),
    expiresAt: p.datetime(3).index(),
  },
});
// prettier-ignore
export const staffSessionData = declareImpersonal(StaffSessionSchema, { tokenHash: 'TECHNICAL', staffId: 'STAFF', startedAt: 'STAFF', expiresAt: 'STAFF' });
