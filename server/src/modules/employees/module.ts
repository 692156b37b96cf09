import { personRecords } from '../candidates/index.ts';
import type { ModuleManifest } from '../module-manifest.ts';
import { employeeData } from './employee.ts';

export const employeesModule: ModuleManifest = personRecords([
  {
    declaration: employeeData,
    description: 'What somebody is as an employee of the agency (medewerker): at a client, or inside.',
    field: 'employment',
    fieldDescription: 'His employment (Dienstverband, C44, C48, C49), if he is or was an employee.',
    one: true,
    period: ['inServiceFrom', 'outOfServiceOn'],
  },
]);
