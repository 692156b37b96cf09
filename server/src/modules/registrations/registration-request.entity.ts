import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { LANGUAGES } from '../candidates/index.ts';
import { LabelSchema } from '../organisation/index.ts';
import { declareImpersonal } from '../personal-data/index.ts';
import { VacancySchema } from '../vacancies/index.ts';

/**
 * A form that was sent and whose mail address nobody has confirmed yet. It is nobody's: what was filled in stands sealed, and
 * the row goes once it is confirmed, or when its link expires.
 */
export const RegistrationRequestSchema = defineEntity({
  name: 'RegistrationRequest',
  tableName: 'registration_request',
  properties: {
    id: p.uuid().primary(),
    labelId: () => p.manyToOne(LabelSchema).mapToPk().fieldName('label_id'),
    /** For a Recruit form; without one it is a CheckIn form. */
    vacancyId: () => p.manyToOne(VacancySchema).mapToPk().fieldName('vacancy_id').nullable(),
    language: p.enum(LANGUAGES),
    sealed: p.blob().hidden(),
    /** Hash of the secret in the mailed link. */
    linkHash: p.blob().unique().hidden(),
    submittedAt: p.datetime(3),
    expiresAt: p.datetime(3),
  },
});
export type RegistrationRequest = InferEntity<typeof RegistrationRequestSchema>;
// prettier-ignore
export const registrationRequestData = declareImpersonal(RegistrationRequestSchema, { id: 'TECHNICAL', labelId: 'TECHNICAL', vacancyId: 'TECHNICAL', language: 'TECHNICAL', sealed: 'TECHNICAL', linkHash: 'TECHNICAL', submittedAt: 'TECHNICAL', expiresAt: 'TECHNICAL' });
