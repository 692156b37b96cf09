import type { ModuleManifest } from '../module-manifest.ts';
import { BulkResolver } from './bulk.resolver.ts';
import { bulkShield } from './bulk.shield.ts';

export const bulkModule: ModuleManifest = { resolvers: [BulkResolver], shield: bulkShield };
