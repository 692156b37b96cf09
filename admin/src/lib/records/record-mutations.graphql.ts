import { parse, type DocumentNode } from 'graphql';
import type { TypedDocumentNode } from '@urql/svelte';
import type { Changes } from '#lib/candidate/field-editing.svelte.ts';
import type { UserError } from '#lib/graphql/user-errors.ts';

/** The kinds of records that are saved and removed by mutations of the same make. */
const TYPES = [
  'WorkExperience',
  'Education',
  'Course',
  'KnowledgeArea',
  'Skill',
  'Offer',
  'Hire',
  'TrajectoryRegistration',
  'Employee',
  'ContactEntry',
  'TalentPoolMember',
] as const;

interface Answer {
  readonly done: { readonly candidate: { readonly id: string } | null; readonly userErrors: readonly UserError[] };
}
type Mutation<Input> = TypedDocumentNode<Answer, { input: Input }>;

const payload = '{ candidate { id } userErrors { field message code } }';
const made = <Input>(document: (type: string) => string): ReadonlyMap<string, Mutation<Input>> =>
  new Map(TYPES.map((type) => [type, parse(document(type)) as Mutation<Input>]));
const saves = made<Changes>(
  (type) => `mutation Save${type}($input: Save${type}Input!) { done: save${type}(input: $input) ${payload} }`,
);
const removes = made<{ id: string }>(
  (type) => `mutation Remove${type}($input: RemoveRecordInput!) { done: remove${type}(input: $input) ${payload} }`,
);

export const saveRecord = (type: string): Mutation<Changes> => known(saves, type);
export const removeRecord = (type: string): Mutation<{ id: string }> => known(removes, type);
/** All of them, as the server trusts them. */
export const recordMutations: readonly DocumentNode[] = [...saves.values(), ...removes.values()];

function known<Document>(documents: ReadonlyMap<string, Document>, type: string): Document {
  const document = documents.get(type);
  if (!document) throw new Error(`There is no mutation for ${type}.`);
  return document;
}
