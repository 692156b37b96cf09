import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { AgencySchema } from '../organisation/index.ts';
import { RoleSchema } from '../roles/index.ts';
import { declareImpersonal } from '../personal-data/index.ts';

export const STAFF_LANGUAGES = ['nl', 'en'] as const;
export type StaffLanguage = (typeof STAFF_LANGUAGES)[number];

/** An employee of an agency who signs in to the admin. */
export const StaffUserSchema = defineEntity({
  name: 'StaffUser',
  tableName: 'staff_user',
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    /** Lower case. */
    email: p.text().unique(),
    /** Empty until somebody who was invited has chosen one, and for who signs in by his agency's own login alone. */
    passwordHash: p.text().nullable().hidden(),
    roleId: () => p.manyToOne(RoleSchema).mapToPk().fieldName('role_id').index(),
    /** In which mails are written to him. */
    language: p.enum(STAFF_LANGUAGES).default('nl'),
    disabledAt: p.datetime(3).nullable(),
  },
});
export type StaffUser = InferEntity<typeof StaffUserSchema>;
// prettier-ignore
export const staffUserData = declareImpersonal(StaffUserSchema, { id: 'TECHNICAL', name: 'STAFF', email: 'STAFF', passwordHash: 'STAFF', roleId: 'STAFF', language: 'STAFF', disabledAt: 'STAFF' });

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
