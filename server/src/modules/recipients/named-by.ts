import type { FieldName } from '../permissions/index.ts';
import { GROUP_LABELS, type FieldGroup } from '../personal-data/index.ts';
import { writtenDate } from '../../platform/clock.ts';
import { displayName, type Candidate } from '../candidates/index.ts';

/** By what a letter to a recipient names somebody, for each group that went there: nothing that it wasn't given. */
const NAMES: Partial<
  Readonly<Record<FieldGroup, { fields: readonly FieldName[]; of: (person: Candidate) => string }>>
> = {
  personalia: {
    fields: [
      ...(['Candidate.callName', 'Candidate.firstNames', 'Candidate.initials'] as const),
      ...(['Candidate.namePrefix', 'Candidate.lastName', 'Candidate.birthDate'] as const),
    ],
    of: (person) =>
      [displayName(person), person.birthDate && writtenDate(person.birthDate, 'nl')].filter(Boolean).join(', '),
  },
  contact: {
    fields: ['Candidate.emailPrivate', 'Candidate.emailWork'],
    of: (person) => person.emailPrivate ?? person.emailWork ?? '',
  },
};

/** What whoever notes these groups must see himself, since the letter will tell it. */
export const toldFields = (groups: readonly FieldGroup[]): readonly FieldName[] =>
  groups.flatMap((group) => NAMES[group]?.fields ?? []);

/** Who it is about, in a letter to who was given these groups of him; empty: it was given nothing to know him by. */
export function whoItIs(person: Candidate, groups: readonly FieldGroup[]): string {
  const names = (Object.keys(NAMES) as FieldGroup[]).filter((group) => groups.includes(group));
  return names.map((group) => NAMES[group]!.of(person)).find((name) => name !== '') ?? '';
}

export const groupsInDutch = (groups: readonly FieldGroup[]): string =>
  groups.map((group) => GROUP_LABELS[group].nl.toLowerCase()).join(', ');
