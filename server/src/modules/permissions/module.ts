import type { ModuleManifest } from '../module-manifest.ts';
import { PersonalDataFieldResolver } from './personal-data-field.resolver.ts';
import { permissionsShield } from './permissions.shield.ts';

export const permissionsModule: ModuleManifest = { resolvers: [PersonalDataFieldResolver], shield: permissionsShield };
