import type { ModuleManifest } from '../module-manifest.ts';
import { savedViewData } from './saved-view.entity.ts';
import { loadSavedView, SavedViewResolver } from './saved-view.resolver.ts';
import { savedViewsShield } from './saved-views.shield.ts';

export const savedViewsModule: ModuleManifest = {
  declarations: [savedViewData],
  resolvers: [SavedViewResolver],
  nodes: { SavedView: loadSavedView },
  shield: savedViewsShield,
};
