import type { ShieldRules } from '../../platform/graphql/index.ts';
import { canSee, canSeeAnyOf, isStaff, shieldOf } from '../permissions/index.ts';
import { documentData } from './document.ts';

const columns = shieldOf(documentData);

export const documentShield: ShieldRules = {
  Candidate: { documents: canSeeAnyOf('Document') },
  Document: { ...columns['Document'], id: isStaff, documentType: canSee('Document.fileName') },
};
