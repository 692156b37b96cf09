import type { EntitySchema } from '@mikro-orm/core';
import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root, type ClassType } from 'type-graphql';
import { rowId, toGlobalId, withUserErrors } from '../../platform/graphql/index.ts';
import type { RequestContext } from '../permissions/index.ts';
import { definedValue, describe } from '../personal-data/index.ts';
import type { Candidate } from './candidate.entity.ts';
import { CandidateType } from './candidate.type.ts';
import type { PersonRecordKind } from './person-record.ts';
import {
  publishRecordTypes,
  RemoveRecordInput,
  RemoveRecordPayload,
  type PersonRecordPayload,
  type PersonRecordTypes,
} from './person-record.type.ts';
import { removePersonRecord } from './remove-person-record.ts';
import { savePersonRecord } from './save-person-record.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What a kind of record adds to the schema: its fields, its place at the candidate, and how it is saved and removed. */
export function recordResolvers(kind: PersonRecordKind): ClassType[] {
  const types = publishRecordTypes(kind);
  return [mutationsOf(kind, types), fieldsOf(kind, types), placeOf(kind, types)];
}

function mutationsOf(kind: PersonRecordKind, { type, input, payload }: PersonRecordTypes): ClassType {
  const { type: name } = kind.declaration;

  @Resolver(() => type)
  class RecordMutations {
    @Mutation(() => payload, { name: `save${name}`, description: `Adds or changes: ${kind.description}` })
    save(
      @Arg('input', () => input, { description: 'The record.' })
      { id, candidateId, ...fields }: Record<string, unknown>,
      @Ctx() { work, rights }: RequestContext,
    ): Promise<PersonRecordPayload> {
      return withUserErrors(() =>
        savePersonRecord(work, rights, kind, {
          id: id == null ? null : rowId(name, id as string),
          candidateId: candidateId == null ? null : rowId('Candidate', candidateId as string, 'candidateId'),
          fields: withRowIds(kind, fields),
        }),
      );
    }

    @Mutation(() => RemoveRecordPayload, { name: `remove${name}`, description: `Removes: ${kind.description}` })
    remove(
      @Arg('input', () => RemoveRecordInput, { description: 'Which one.' }) { id }: RemoveRecordInput,
      @Ctx() { work, rights }: RequestContext,
    ): Promise<RemoveRecordPayload> {
      return withUserErrors(async () => ({
        candidate: await removePersonRecord(work, rights, kind, rowId(name, id)),
        removedId: id,
      }));
    }
  }
  return RecordMutations;
}

/** Published field → value, with the rows' own ids for what the record is linked to. */
function withRowIds({ declaration, links = {} }: PersonRecordKind, fields: Fields): Fields {
  const own = Object.entries(fields).filter(([name]) => !Object.hasOwn(links, name));
  const linked = Object.keys(links).flatMap((property): [string, unknown][] => {
    const given = fields[property] as string | null | undefined;
    if (given === undefined) return [];
    const target = definedValue(declaration, property).target!.meta.className;
    return [[fieldOfLink(declaration, property), given === null ? null : rowId(target, given, property)]];
  });
  return Object.fromEntries([...own, ...linked]);
}

const fieldOfLink = ({ columns }: PersonRecordKind['declaration'], property: string): string => {
  const { api } = columns[property]!;
  if (typeof api !== 'string') throw new Error(`A link needs a name of its own in the API: ${property}.`);
  return api;
};

function fieldsOf({ declaration, links = {} }: PersonRecordKind, { type }: PersonRecordTypes): ClassType {
  @Resolver(() => type)
  class RecordFields {
    @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
    id(@Root() record: { id: string }): string {
      return toGlobalId(declaration.type, record.id);
    }
  }
  for (const [property, linked] of Object.entries(links)) {
    const target = definedValue(declaration, property).target!;
    addField(RecordFields, {
      name: fieldOfLink(declaration, property),
      type: () => linked,
      description: describe(declaration.columns[property]!),
      resolve: (record: Fields, context) => {
        const id = record[property];
        return id == null ? null : context.byId(target).load(id as string);
      },
    });
  }
  return RecordFields;
}

function placeOf({ declaration, ...kind }: PersonRecordKind, { type }: PersonRecordTypes): ClassType {
  @Resolver(() => CandidateType)
  class RecordPlace {}
  addField(RecordPlace, {
    name: kind.field,
    type: () => (kind.one ? type : [type]),
    description: kind.fieldDescription,
    resolve: async (candidate: Candidate, context) => {
      const records = await context
        .recordsOf(declaration.schema as EntitySchema<object>, kind.order)
        .load(candidate.id);
      return kind.one ? (records[0] ?? null) : records;
    },
  });
  return RecordPlace;
}

interface AddedField<Parent> {
  readonly name: string;
  readonly type: () => ClassType | [ClassType | StringConstructor];
  readonly description: string;
  readonly resolve: (parent: Parent, context: RequestContext) => unknown;
}

/** A field whose name is known only when the schema is made. */
export function addField<Parent>(resolver: ClassType, { name, type, description, resolve }: AddedField<Parent>): void {
  const { prototype } = resolver;
  Object.defineProperty(prototype, name, { value: resolve, configurable: true });
  FieldResolver(type, { nullable: true, description })(prototype, name, { value: resolve });
  Root()(prototype, name, 0);
  Ctx()(prototype, name, 1);
}
