import type { ModuleManifest } from '../module-manifest.ts';
import { documentData, documentTypeData, fileRemovalData } from './document.ts';
import { CandidateDocumentsResolver, DocumentResolver } from './document.resolver.ts';
import { documentShield } from './document.shield.ts';

export const documentsModule: ModuleManifest = {
  declarations: [documentTypeData, documentData, fileRemovalData],
  resolvers: [DocumentResolver, CandidateDocumentsResolver],
  shield: documentShield,
};
