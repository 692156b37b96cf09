import type { EntitySchema } from '@mikro-orm/core';
import { forbidden, notFound } from '../../platform/errors.ts';
import { publishedFieldsOf } from '../personal-data/index.ts';
import type { FieldName, Rights, Work } from '../permissions/index.ts';
import type { Candidate } from './candidate.entity.ts';
import { lockPerson } from './lock-person.ts';
import type { PersonRecordKind } from './person-record.ts';

export interface StoredRecord {
  readonly id: string;
  readonly candidateId: string;
  readonly [property: string]: unknown;
}

export const schemaOf = ({ declaration }: PersonRecordKind) =>
  declaration.schema as unknown as EntitySchema<StoredRecord>;

/**
 * A record that is about to change, with its person locked: until he is, neither is certain to be there.
 * @throws DomainError NOT_FOUND, ALREADY_ANONYMISED
 */
export async function lockRecord(
  work: Work,
  kind: PersonRecordKind,
  id: string,
): Promise<{ record: StoredRecord; candidate: Candidate }> {
  const seen = await work.em.findOne(schemaOf(kind), { id }, { disableIdentityMap: true });
  if (!seen) throw notFound();
  const candidate = await lockPerson(work, seen.candidateId);
  const record = await work.em.findOne(schemaOf(kind), { id });
  if (!record) throw notFound();
  return { record, candidate };
}

export const fieldNames = ({ declaration }: PersonRecordKind): FieldName[] =>
  publishedFieldsOf(declaration).map(({ type, field }): FieldName => `${type}.${field}`);

/** Who may change nothing of this kind has no use for what saving would tell him. @throws DomainError FORBIDDEN */
export function mustChangeSome(rights: Rights, kind: PersonRecordKind): void {
  if (!fieldNames(kind).some((field) => rights.change.has(field)))
    throw forbidden('Your role may not change these records.');
}
