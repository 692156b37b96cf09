import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { declareImpersonal } from '../personal-data/index.ts';
import { AgencySchema } from './agency.entity.ts';
import { LOGO_KINDS } from './label-logo.ts';

/** A brand of an agency with public pages of its own: its privacy statement and its forms (H12). */
export const LabelSchema = defineEntity({
  name: 'Label',
  tableName: 'label',
  uniques: [{ properties: ['agencyId', 'name'] }],
  properties: {
    id: p.uuid().primary(),
    agencyId: () => p.manyToOne(AgencySchema).mapToPk().fieldName('agency_id'),
    name: p.text(),
    /** How it is called in addresses: once in an installation. */
    slug: p.text().unique(),
    /** `#rrggbb`; null: the product's own. */
    accentColour: p.text().nullable(),
    /** Fetched by its own address alone, and by nothing that reads labels. */
    logo: p.blob().nullable().lazy().hidden(),
    logoKind: p.enum(LOGO_KINDS).nullable(),
    logoWidth: p.integer().nullable(),
    logoHeight: p.integer().nullable(),
    /** Changes with the picture. */
    logoMark: p.text().nullable(),
  },
});
export type Label = InferEntity<typeof LabelSchema>;
export const labelData = declareImpersonal(LabelSchema, {
  id: 'TECHNICAL',
  agencyId: 'TECHNICAL',
  name: 'SETTING',
  slug: 'SETTING',
  accentColour: 'SETTING',
  logo: 'SETTING',
  logoKind: 'SETTING',
  logoWidth: 'SETTING',
  logoHeight: 'SETTING',
  logoMark: 'TECHNICAL',
});
