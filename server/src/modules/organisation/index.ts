export { AgencySchema, type Agency } from './agency.entity.ts';
export { AgencyType } from './agency.type.ts';
