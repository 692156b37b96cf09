import type { ModuleManifest } from '../module-manifest.ts';
import { AgencySurveyResolver, SurveyResolver } from './survey.resolver.ts';
import { surveysShield } from './surveys.shield.ts';

export const surveysModule: ModuleManifest = {
  resolvers: [AgencySurveyResolver, SurveyResolver],
  shield: surveysShield,
};
