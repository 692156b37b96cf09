import type { ModuleManifest } from '../module-manifest.ts';
import { vacancyData } from './vacancy.entity.ts';
import { vacancyShield } from './vacancy.shield.ts';
import { loadVacancy, VacancyResolver } from './vacancy.type.ts';

export const vacanciesModule: ModuleManifest = {
  declarations: [vacancyData],
  resolvers: [VacancyResolver],
  nodes: { Vacancy: loadVacancy },
  shield: vacancyShield,
};
