import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { inTransaction } from '../../platform/database/index.ts';
import type { LocalDate } from '../../platform/clock.ts';
import { badInput, DomainError, notFound } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { recordAudit } from '../audit/index.ts';
import { fieldChanges, type FieldName, type Rights, type Work } from '../permissions/index.ts';
import { definedValue, publishedFieldsOf } from '../personal-data/index.ts';
import type { Candidate } from './candidate.entity.ts';
import { lockPerson } from './lock-person.ts';
import type { PersonRecordKind } from './person-record.ts';
import { lockRecord, mustChangeSome, schemaOf, type StoredRecord } from './record-of-person.ts';

/** Of one kind, of one person: an application a week for ten years fits. */
const MOST_RECORDS = 500;

type Values = Readonly<Record<string, unknown>>;

/**
 * Adds a record to a person, or changes one of his. The audit trail says which fields, never what was or is in them.
 * @param input.fields published field → value.
 * @throws DomainError NOT_FOUND, FORBIDDEN, BAD_USER_INPUT with the field's name, ALREADY_ANONYMISED, CONFLICT
 */
export async function savePersonRecord(
  work: Work,
  rights: Rights,
  kind: PersonRecordKind,
  input: { id: string | null; candidateId: string | null; fields: Values },
): Promise<{ record: StoredRecord; candidate: Candidate }> {
  mustChangeSome(rights, kind);
  const today = work.clock.today();
  const changes = fieldChanges(kind.declaration, rights, today, input.fields);
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    const locked = input.id === null ? undefined : await lockRecord(inside, kind, input.id);
    const known = locked?.record;
    const candidate = locked?.candidate ?? (await lockPerson(inside, ownerOf(input)));
    const candidateId = candidate.id;
    mustBeComplete(kind, known ? { ...known, ...changes } : withInitials(kind, changes));
    const all = { ...known, ...changes };
    mustSaySomething(kind, rights, known, all);
    mustMakeSense(kind, today, changes, seen(kind, rights, all));
    await mustKnowLinks(inside, kind, candidate, changes);
    if (!known) await mustHaveRoom(inside, kind, candidateId);
    const id = known?.id ?? newId();
    const record = known ?? em.create(schemaOf(kind), { id, candidateId } as StoredRecord);
    em.assign(record, changes);
    await flushOnce(() => em.flush());
    const fields = Object.keys(changes).toSorted().join(',');
    if (fields !== '' || !known)
      await recordAudit(inside, [
        {
          action: known ? 'record.changed' : 'record.added',
          subjectType: 'Candidate',
          subjectId: candidateId,
          facts: { record: kind.declaration.type, recordId: id, fields },
        },
      ]);
    return { record: await em.findOneOrFail(schemaOf(kind), { id }, { refresh: true }), candidate };
  });
}

function ownerOf({ candidateId }: { candidateId: string | null }): string {
  if (candidateId === null) throw badInput('candidateId', 'Say whose it is.');
  return candidateId;
}

/** What a new record is given besides: the values that its columns have by themselves. */
function withInitials({ declaration }: PersonRecordKind, changes: Values): Values {
  const initials = publishedFieldsOf(declaration).map(({ property }) => [
    property,
    definedValue(declaration, property).initial,
  ]);
  return { ...Object.fromEntries(initials), ...changes } as Values;
}

/** What of it the role may see: a refusal for the sake of another value would tell that value (D17). */
function seen(kind: PersonRecordKind, rights: Rights, values: Values): Values {
  const visible = visibleFields(kind, rights).map(({ property }) => [property, values[property]]);
  return Object.fromEntries(visible) as Values;
}

const visibleFields = ({ declaration }: PersonRecordKind, rights: Rights) =>
  publishedFieldsOf(declaration).filter(({ type, field }) => rights.see.has(`${type}.${field}` satisfies FieldName));

/** A record whose other fields are hidden may say something there: it is neither told nor found out whether it does. */
function mustSaySomething(kind: PersonRecordKind, rights: Rights, known: object | undefined, values: Values): void {
  const { declaration } = kind;
  if (known && visibleFields(kind, rights).length < publishedFieldsOf(declaration).length) return;
  if (publishedFieldsOf(declaration).every(({ property }) => values[property] == null))
    throw new DomainError('BAD_USER_INPUT', 'Fill in at least one field.');
}

function mustBeComplete({ declaration }: PersonRecordKind, values: Values): void {
  for (const { field, property } of publishedFieldsOf(declaration)) {
    const { required, type } = definedValue(declaration, property);
    if (required && values[property] == null)
      throw badInput(type === 'LINK' ? property : field, 'This can’t be empty.');
  }
}

function mustMakeSense({ past = [], period }: PersonRecordKind, today: LocalDate, changes: Values, all: Values): void {
  for (const property of past) {
    const day = changes[property];
    if (typeof day === 'string' && day > today) throw badInput(property, 'This day is still to come.');
  }
  if (!period?.some((property) => property in changes)) return;
  const [from, to] = period.map((property) => all[property]);
  if (typeof from === 'string' && typeof to === 'string' && to < from)
    throw badInput(period[1], 'This can’t be before the first day.');
}

/** What a record leads to is of the same agency, and what is somebody's is this person's. */
async function mustKnowLinks(work: Work, kind: PersonRecordKind, candidate: Candidate, changes: Values): Promise<void> {
  for (const property of Object.keys(kind.links ?? {})) {
    const id = changes[property];
    if (id == null) continue;
    const target = definedValue(kind.declaration, property).target!;
    const owner =
      'candidateId' in target.meta.properties ? { candidateId: candidate.id } : { agencyId: candidate.agencyId };
    if (!(await work.em.findOne(target, { id, ...owner }))) throw notFound();
  }
}

/** @throws DomainError CONFLICT for more of a kind than anybody has. */
async function mustHaveRoom({ em }: Work, kind: PersonRecordKind, candidateId: string): Promise<void> {
  if ((await em.count(schemaOf(kind), { candidateId })) >= MOST_RECORDS)
    throw new DomainError('CONFLICT', `A person has at most ${String(MOST_RECORDS)} of these.`);
}

/** @throws DomainError CONFLICT for what a person can have once only. */
async function flushOnce(flush: () => Promise<void>): Promise<void> {
  try {
    await flush();
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    throw new DomainError('CONFLICT', 'This person has this already.');
  }
}
