import type { ModuleManifest } from '../module-manifest.ts';
import { vacancyData } from './vacancy.entity.ts';

export const vacanciesModule: ModuleManifest = { declarations: [vacancyData] };
