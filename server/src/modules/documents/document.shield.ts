import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, canSee, canSeeAnyOf, isStaff, shieldOf } from '../permissions/index.ts';
import { documentData } from './document.ts';

const columns = shieldOf(documentData);

export const documentShield: ShieldRules = {
  Mutation: {
    changeDocument: can('candidate:update'),
    deleteDocument: can('candidate:update'),
    saveDocumentType: can('retention:edit'),
    deleteDocumentType: can('retention:edit'),
  },
  Candidate: { documents: canSeeAnyOf('Document') },
  Document: {
    ...columns['Document'],
    id: isStaff,
    documentType: canSee('Document.fileName'),
    type: canSee('Document.fileName'),
    goesOn: canSee('Document.addedAt'),
    earlierVersions: canSeeAnyOf('Document'),
  },
  Agency: { documentTypes: isStaff },
  // What types there are and how long they are kept stands on a public page; how many documents there are does not.
  DocumentType: {
    id: isStaff,
    name: isStaff,
    retentionDays: isStaff,
    forCvs: isStaff,
    viewerSees: isStaff,
    preview: can('retention:edit'),
  },
  DocumentTermPreview: can('retention:edit'),
  SaveDocumentTypePayload: can('retention:edit'),
  DeleteDocumentTypePayload: can('retention:edit'),
  ChangeDocumentPayload: isStaff,
  DeleteDocumentPayload: isStaff,
};
