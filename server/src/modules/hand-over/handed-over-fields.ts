import type { Candidate } from '../candidates/index.ts';
import { openBsn } from '../candidates/index.ts';
import type { Work } from '../permissions/index.ts';
import type { FieldGroup, PersonalDataCatalogue, PersonalDataClass, PublishedField } from '../personal-data/index.ts';

const CLASSES: readonly PersonalDataClass[] = ['IDENTIFYING', 'CONTACT', 'QUASI_IDENTIFYING', 'SPECIAL'];
const GROUPS: readonly string[] = ['personalia', 'address', 'contact'];

const known = new WeakMap<PersonalDataCatalogue, readonly PublishedField[]>();

/**
 * What the back office is given of a person: who he is and how he can be reached, as far as the role of the back office sees it as
 * it comes; made from the declarations (B1). Remarks, careers and origin stay here.
 */
export function handedOverFields(catalogue: PersonalDataCatalogue): readonly PublishedField[] {
  const fields =
    known.get(catalogue) ??
    catalogue
      .publishedFields()
      .filter(
        ({ type, line }) =>
          type === 'Candidate' &&
          CLASSES.includes(line.is) &&
          GROUPS.includes(line.group) &&
          line.see.includes('BACK_OFFICE'),
      );
  known.set(catalogue, fields);
  return fields;
}

/** The groups that these are of. */
export const handedOverGroups = (catalogue: PersonalDataCatalogue): readonly FieldGroup[] => [
  ...new Set(handedOverFields(catalogue).map(({ line }) => line.group)),
];

/** The filled ones of one person, by their published names; the BSN whole, since he is paid by it. */
export function handedOverValues(
  { catalogue, secrets }: Pick<Work, 'catalogue' | 'secrets'>,
  candidate: Candidate,
): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const { field, property } of handedOverFields(catalogue)) {
    const stored = (candidate as unknown as Record<string, unknown>)[property];
    if (stored == null) continue;
    values[field] = field === 'bsn' ? openBsn(secrets, candidate.id, stored as Uint8Array) : stored;
  }
  return values;
}
