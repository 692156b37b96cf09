import { defineEntity, p } from '@mikro-orm/postgresql';
import { declareImpersonal } from '../../personal-data/index.ts';
import { StaffUserSchema } from '../staff.ts';

/** An app that makes codes (TOTP, RFC 6238), once its owner has shown that it works. */
export const SecondFactorSchema = defineEntity({
  name: 'SecondFactor',
  tableName: 'second_factor',
  properties: {
    staffId: () => p.manyToOne(StaffUserSchema).mapToPk().fieldName('staff_id').deleteRule('cascade').primary(),
    secretSealed: p.blob().hidden(),
    startedAt: p.datetime(3),
    /** Empty while its first code has not been seen: until then it asks nobody for anything. */
    confirmedAt: p.datetime(3).nullable(),
    /** Time step of the last code that was taken; it and earlier ones are never taken again. */
    lastStep: p.bigint('number').nullable(),
  },
});
// prettier-ignore
export const secondFactorData = declareImpersonal(SecondFactorSchema, { staffId: 'TECHNICAL', secretSealed: 'STAFF', startedAt: 'STAFF', confirmedAt: 'STAFF', lastStep: 'TECHNICAL' });

/** For who has lost his app. Only a keyed hash is stored, and each is good for once. */
export const RecoveryCodeSchema = defineEntity({
  name: 'RecoveryCode',
  tableName: 'recovery_code',
  properties: {
    codeHash: p.blob().primary().hidden(),
    staffId: () => p.manyToOne(StaffUserSchema).mapToPk().fieldName('staff_id').deleteRule('cascade').index(),
    usedAt: p.datetime(3).nullable(),
  },
});
export const recoveryCodeData = declareImpersonal(RecoveryCodeSchema, {
  codeHash: 'TECHNICAL',
  staffId: 'STAFF',
  usedAt: 'STAFF',
});
