import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { LANGUAGES } from '../candidates/index.ts';
import { LabelSchema } from '../organisation/index.ts';
import { declareImpersonal } from '../personal-data/index.ts';

/** A recruiter asked somebody to register (H27). The address stands sealed until the link was used or has expired. */
export const CheckInInvitationSchema = defineEntity({
  name: 'CheckInInvitation',
  tableName: 'checkin_invitation',
  properties: {
    id: p.uuid().primary(),
    labelId: () => p.manyToOne(LabelSchema).mapToPk().fieldName('label_id').index(),
    language: p.enum(LANGUAGES),
    emailSealed: p.blob().nullable().hidden(),
    linkHash: p.blob().unique().hidden(),
    invitedBy: p.uuid().nullable(),
    invitedAt: p.datetime(3),
    expiresAt: p.datetime(3),
    usedAt: p.datetime(3).nullable(),
    withdrawnAt: p.datetime(3).nullable(),
  },
});
export type CheckInInvitation = InferEntity<typeof CheckInInvitationSchema>;
// prettier-ignore
export const checkInInvitationData = declareImpersonal(CheckInInvitationSchema, { id: 'TECHNICAL', labelId: 'TECHNICAL', language: 'TECHNICAL', emailSealed: 'TECHNICAL', linkHash: 'TECHNICAL', invitedBy: 'STAFF', invitedAt: 'MANAGEMENT', expiresAt: 'MANAGEMENT', usedAt: 'MANAGEMENT', withdrawnAt: 'MANAGEMENT' });
