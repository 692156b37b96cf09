import { base, en, Faker, nl } from '@faker-js/faker';
import { plus, type LocalDate } from '../../platform/clock.ts';
import type { NewRecord } from '../../platform/database/index.ts';
import { demoPdf } from './demo-pdf.ts';
import type { SettledAgency } from './invent-candidates.ts';

export interface InventedDocuments {
  readonly documents: NewRecord[];
  readonly files: { readonly storageKey: string; readonly content: Buffer }[];
}

/**
 * More documents than those with which people registered: newer versions of a CV, diplomas, and of whoever was approved a contract and
 * an identity document.
 */
export function inventMoreDocuments(
  { seed, today }: { seed: number; today: LocalDate },
  agencies: readonly SettledAgency[],
  candidates: readonly NewRecord[],
  documents: readonly NewRecord[],
): InventedDocuments {
  // Chances of its own: the people of the demo stay who they are, whatever files they have.
  const faker = new Faker({ locale: [nl, en, base], seed });
  const typeOf = new Map(
    agencies.map(({ id, documentTypes }) => [id, new Map(documentTypes.map((one) => [one.name, one.id]))]),
  );
  const made: InventedDocuments = { documents: [], files: [] };
  const add = (candidate: NewRecord, typeName: string, day: LocalDate, more: Partial<NewRecord> = {}) => {
    const content = demoPdf([typeName, nameOf(candidate), '', 'Verzonnen, voor de demo']);
    const [id, storageKey] = [faker.string.uuid(), `${faker.string.uuid()}.bin`];
    made.files.push({ storageKey, content });
    made.documents.push({
      id,
      candidateId: candidate['id'],
      documentTypeId: typeOf.get(candidate['agencyId'] as string)!.get(typeName)!,
      documentId: id,
      version: 1,
      fileName: `${typeName} ${nameOf(candidate)}.pdf`,
      mimeType: 'application/pdf',
      sizeBytes: content.byteLength,
      addedAt: `${day < today ? day : plus(today, { days: -1 })}T09:30:00Z`,
      storageKey,
      ...more,
    });
  };

  const known = new Map(candidates.map((candidate) => [candidate['id'] as string, candidate]));
  for (const cv of documents.filter((one) => (one['fileName'] as string).startsWith('CV '))) {
    const candidate = known.get(cv['candidateId'] as string)!;
    const registeredOn = candidate['registeredOn'] as LocalDate;
    const versions = faker.helpers.weightedArrayElement([{ value: 0, weight: 6 }, { value: 1, weight: 3 }, { value: 2, weight: 1 }]); // prettier-ignore
    for (let version = 2; version < 2 + versions; version += 1)
      add(candidate, 'CV', plus(registeredOn, { days: 21 * (version - 1) }), { documentId: cv['documentId'], version });
    if (faker.datatype.boolean(0.3)) add(candidate, 'Diploma', plus(registeredOn, { days: 5 }));
  }
  for (const candidate of candidates) {
    const approvedOn = candidate['approvedOn'] as LocalDate | null;
    if (approvedOn === null) continue;
    add(candidate, 'Contract', plus(approvedOn, { days: 1 }));
    add(candidate, 'Identiteitsbewijs', approvedOn);
  }
  return made;
}

const nameOf = (candidate: NewRecord): string =>
  (['callName', 'namePrefix', 'lastName'] as const)
    .flatMap((part) => (candidate[part] as string | null | undefined) ?? [])
    .join(' ');
