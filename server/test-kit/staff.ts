import { catalogue } from '../src/app/modules.ts';
import { builtInRights, type BuiltInRole, type StaffActor } from '../src/modules/permissions/index.ts';
import { newId } from '../src/platform/ids.ts';

/** An employee with a built-in role, who works for these agencies. */
export const staffActor = (role: BuiltInRole, agencyIds: readonly string[], id: string = newId()): StaffActor => ({
  kind: 'staff',
  id,
  rights: builtInRights(catalogue, role),
  agencyIds,
  unitIds: undefined,
});
