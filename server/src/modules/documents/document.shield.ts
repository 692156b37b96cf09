import type { ShieldRules } from '../../platform/graphql/index.ts';
import { canSee, canSeeAnyOf, isStaff, shieldOf } from '../permissions/index.ts';
import { documentData } from './document.ts';

const columns = shieldOf(documentData) as Record<string, object>;

export const documentShield = {
  Candidate: { documents: canSeeAnyOf('Document') },
  Document: { ...columns['Document'], id: isStaff, documentType: canSee('Document.fileName') },
} as unknown as ShieldRules;
