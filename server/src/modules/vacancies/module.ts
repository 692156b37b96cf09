import type { ModuleManifest } from '../module-manifest.ts';
import { vacancyData } from './vacancy.entity.ts';
import { findVisibleVacancy } from './vacancy.repository.ts';
import { VacancyResolver } from './vacancy.resolver.ts';
import { vacancyShield } from './vacancy.shield.ts';

export const vacanciesModule: ModuleManifest = {
  declarations: [vacancyData],
  resolvers: [VacancyResolver],
  nodes: { Vacancy: findVisibleVacancy },
  shield: vacancyShield,
};
