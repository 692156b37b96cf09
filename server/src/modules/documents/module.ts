import type { ModuleManifest } from '../module-manifest.ts';
import { documentData, documentTypeData, fileRemovalData } from './document.ts';
import { findDocumentType, findVisibleDocument } from './document.repository.ts';
import { CandidateDocumentsResolver, DocumentResolver } from './document.resolver.ts';
import { documentShield } from './document.shield.ts';
import { AgencyDocumentTypesResolver, DocumentTypeResolver } from './document-type.resolver.ts';

export const documentsModule: ModuleManifest = {
  declarations: [documentTypeData, documentData, fileRemovalData],
  resolvers: [DocumentResolver, CandidateDocumentsResolver, DocumentTypeResolver, AgencyDocumentTypesResolver],
  nodes: { Document: findVisibleDocument, DocumentType: findDocumentType },
  shield: documentShield,
};
