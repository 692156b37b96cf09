export { AgencySchema, type Agency } from './agency.entity.ts';
