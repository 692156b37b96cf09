import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { AgencySchema } from '../organisation/index.ts';
import { declareImpersonal } from '../personal-data/index.ts';

/** Where an agency's approved candidates go (FlexService, H40): an address, and the secret by which it knows that it is us. */
export const BackOfficeSchema = defineEntity({
  name: 'BackOffice',
  tableName: 'back_office',
  properties: {
    agencyId: () => p.manyToOne(AgencySchema).mapToPk().fieldName('agency_id').primary(),
    name: p.text(),
    url: p.text(),
    secretSealed: p.blob().hidden(),
    /** The secret before this one, as long as messages are signed with both. */
    oldSecretSealed: p.blob().nullable().hidden(),
    oldSecretUntil: p.datetime(3).nullable(),
    /** Off: nobody is approved, and what waits goes on waiting. */
    active: p.boolean().default(true),
    changedAt: p.datetime(3),
  },
});
export type BackOffice = InferEntity<typeof BackOfficeSchema>;
// prettier-ignore
export const backOfficeData = declareImpersonal(BackOfficeSchema, { agencyId: 'TECHNICAL', name: 'SETTING', url: 'SETTING', secretSealed: 'SETTING', oldSecretSealed: 'SETTING', oldSecretUntil: 'SETTING', active: 'SETTING', changedAt: 'MANAGEMENT' });

export const oldSecretPlace = (agencyId: string) => ({
  table: 'back_office',
  row: agencyId,
  column: 'old_secret_sealed',
});
export const secretPlace = (agencyId: string) => ({ table: 'back_office', row: agencyId, column: 'secret_sealed' });
