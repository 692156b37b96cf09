import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { declareImpersonal } from '../personal-data/index.ts';

/** A staffing or recruitment agency (Bureau). */
export const AgencySchema = defineEntity({
  name: 'Agency',
  tableName: 'agency',
  properties: {
    id: p.uuid().primary(),
    name: p.text().unique(),
    /** Shown to candidates who need help. */
    contactEmail: p.text(),
  },
});
export type Agency = InferEntity<typeof AgencySchema>;
export const agencyData = declareImpersonal(AgencySchema, {
  id: 'TECHNICAL',
  name: 'SETTING',
  contactEmail: 'SETTING',
});
