import { insertRecords } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { withholdDocumentType } from '../roles/index.ts';
import type { Work } from '../permissions/index.ts';
import { DocumentTypeSchema } from './document.ts';

/** What an agency starts with. None has a term: nothing goes before the agency has said when (H52). */
export const DEFAULT_DOCUMENT_TYPES: readonly { name: string; forCvs: boolean; withheld: boolean }[] = [
  { name: 'CV', forCvs: true, withheld: false },
  { name: 'Sollicitatiebrief', forCvs: false, withheld: false },
  { name: 'Diploma of certificaat', forCvs: false, withheld: false },
  { name: 'Contract', forCvs: false, withheld: false },
  // With a BSN and a photograph on it (H8): for who is given the right.
  { name: 'Identiteitsbewijs', forCvs: false, withheld: true },
];

/** Gives a new agency its types, in the transaction that makes it. @returns their ids, in the order of the list. */
export async function giveDefaultDocumentTypes(work: Work, agencyId: string): Promise<string[]> {
  const types = DEFAULT_DOCUMENT_TYPES.map((one) => ({ ...one, id: newId() }));
  await insertRecords(
    work.em,
    DocumentTypeSchema,
    types.map(({ id, name, forCvs }) => ({ id, agencyId, name, forCvs, retentionDays: null })),
  );
  for (const { id, withheld } of types) if (withheld) await withholdDocumentType(work, id);
  return types.map(({ id }) => id);
}
