import { defineEntity, p } from '@mikro-orm/postgresql';
import { ErasurePlanSchema } from '../anonymisation/index.ts';
import { declareImpersonal } from '../personal-data/index.ts';
import { ContactMomentSchema } from './contact-moment.entity.ts';

/** That a contact moment took place for a plan; at most once, whatever runs twice. */
export const NoticeSchema = defineEntity({
  name: 'Notice',
  tableName: 'notice',
  uniques: [{ properties: ['planId', 'contactMomentId'] }],
  properties: {
    id: p.uuid().primary(),
    planId: () => p.manyToOne(ErasurePlanSchema).mapToPk().fieldName('plan_id').deleteRule('cascade'),
    contactMomentId: () => p.manyToOne(ContactMomentSchema).mapToPk().fieldName('contact_moment_id'),
    sentOn: p.date(),
    /** Hash of the secret in the mailed link (D19). */
    linkHash: p.blob().hidden().unique(),
  },
});
export const noticeData = declareImpersonal(NoticeSchema, {
  id: 'TECHNICAL',
  planId: 'TECHNICAL',
  contactMomentId: 'TECHNICAL',
  sentOn: 'MANAGEMENT',
  linkHash: 'TECHNICAL',
});
