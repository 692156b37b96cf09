import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { AgencySchema } from '../organisation/index.ts';
import { declareImpersonal } from '../personal-data/index.ts';

/** A notice before the end of the term, freely worded (C65–C68). */
export const ContactMomentSchema = defineEntity({
  name: 'ContactMoment',
  tableName: 'contact_moment',
  uniques: [{ properties: ['agencyId', 'name'] }],
  properties: {
    id: p.uuid().primary(),
    agencyId: () => p.manyToOne(AgencySchema).mapToPk().fieldName('agency_id'),
    name: p.text(),
    /** Days after the first contact moment; 0 is the first (C70). */
    daysAfterFirst: p.integer().default(0),
    active: p.boolean().default(true),
    /** Text with the placeholders of placeholders.ts; `{anonimiseringLink}` is required in the body (C69). */
    subjectNl: p.text(),
    bodyNl: p.text(),
    subjectEn: p.text(),
    bodyEn: p.text(),
  },
});
export type ContactMoment = InferEntity<typeof ContactMomentSchema>;
// prettier-ignore
export const contactMomentData = declareImpersonal(ContactMomentSchema, {
  id: 'TECHNICAL', agencyId: 'TECHNICAL', name: 'SETTING', daysAfterFirst: 'SETTING', active: 'SETTING',
  subjectNl: 'SETTING', bodyNl: 'SETTING', subjectEn: 'SETTING', bodyEn: 'SETTING',
});
