import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DateScalar, NodeType, UserErrorType } from '../../platform/graphql/index.ts';
import { CandidateType } from '../candidates/index.ts';
import { publishFields } from '../personal-data/index.ts';
import { documentData } from './document.ts';

@ObjectType('Document', {
  implements: NodeType,
  description: 'A candidate’s file, without its contents. The file itself is at `/documents/{id}`.',
})
export class DocumentGraphType extends NodeType {
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The day on which the daily clean-up takes this version, because its type is kept no longer (H51); empty: never (H52). While a hold stands, or the back office leads, it stays.',
  })
  readonly goesOn?: string | null;
}
publishFields(DocumentGraphType, documentData);

@ObjectType('DocumentTermPreview', {
  description: 'What another term for a type of document would do, had it been set now.',
})
export class DocumentTermPreviewType {
  @Field(() => Int, { description: 'Documents that the next daily clean-up would take.' })
  readonly due!: number;
  @Field(() => Int, { description: 'Of those, which it would not take with the term as it is.' })
  readonly dueAtOnce!: number;
  @Field(() => Int, { description: 'How many people’s they are.' })
  readonly people!: number;
  @Field(() => Int, {
    description: 'Documents older than the term that stay while a hold or the back office stands in the way.',
  })
  readonly stopped!: number;
  @Field(() => String, { description: 'Stands for this change and these numbers; the mutation asks for it.' })
  readonly mark!: string;
}

@ObjectType('DocumentType', {
  implements: NodeType,
  description: 'A kind of document of an agency (Documenttype), with a term of its own (H51).',
})
export class DocumentTypeGraphType extends NodeType {
  @Field(() => String, { description: 'Its name, unique in the agency.' })
  readonly name!: string;
  @Field(() => Int, {
    nullable: true,
    description: 'Days after which a document of this type is removed by itself (H53); empty: never (H52).',
  })
  readonly retentionDays?: number | null;
  @Field(() => Boolean, { description: 'Whether CVs that come with public forms are kept as this type.' })
  readonly forCvs!: boolean;
}

@InputType('SaveDocumentTypeInput', { description: 'A type of document; all of it is set, what is absent is empty.' })
export class SaveDocumentTypeInput {
  @Field(() => ID, { nullable: true, description: 'Which one; left out for a new one.' })
  id?: string | null;
  @Field(() => ID, { nullable: true, description: 'The agency of a new one.' })
  agencyId?: string | null;
  @Field(() => String, { description: 'Its name; 1–100 characters.' })
  name!: string;
  @Field(() => Int, { nullable: true, description: 'Its term in days, 1–36500; empty: never removed by itself.' })
  retentionDays?: number | null;
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Of a new one: whether of the built-in roles only the admin sees it, until others are given the right.',
  })
  withheld!: boolean;
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether the CVs of public forms come to this type from now on, and to no other any more.',
  })
  forCvs!: boolean;
  @Field(() => String, {
    nullable: true,
    description:
      'The mark of the preview of another term; refused with CONFLICT when it would do something else by now.',
  })
  preview?: string | null;
}

@ObjectType('SaveDocumentTypePayload', { description: 'The type as it is stored, or why not.' })
export class SaveDocumentTypePayload {
  @Field(() => DocumentTypeGraphType, { nullable: true, description: 'The type.' })
  documentType?: object;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  userErrors!: UserErrorType[];
}

@InputType('DeleteDocumentTypeInput', { description: 'Which type of document is to go.' })
export class DeleteDocumentTypeInput {
  @Field(() => ID, { description: 'The type.' })
  id!: string;
}

@ObjectType('DeleteDocumentTypePayload', { description: 'What was deleted, or why not.' })
export class DeleteDocumentTypePayload {
  @Field(() => ID, { nullable: true, description: 'The id that the type had.' })
  deletedId?: string;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  userErrors!: UserErrorType[];
}

@InputType('ChangeDocumentInput', {
  description: 'Of what type a document is, and what it is called; what is absent stays.',
})
export class ChangeDocumentInput {
  @Field(() => ID, { description: 'The document, or one of its earlier versions.' })
  id!: string;
  @Field(() => ID, {
    nullable: true,
    description:
      'Another type of the same agency, for all versions; you must be allowed to see documents of both types.',
  })
  documentTypeId?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Another name for this version, 1–200 characters; its ending stays that of the kind of file.',
  })
  fileName?: string | null;
}

@ObjectType('ChangeDocumentPayload', { description: 'The document as it is now, or why not.' })
export class ChangeDocumentPayload {
  @Field(() => DocumentGraphType, { nullable: true, description: 'The document.' })
  document?: object;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  userErrors!: UserErrorType[];
}

@InputType('DeleteDocumentInput', { description: 'Which file is to go.' })
export class DeleteDocumentInput {
  @Field(() => ID, { description: 'The document, or one of its earlier versions.' })
  id!: string;
  @Field(() => Boolean, { defaultValue: false, description: 'Whether all its versions go.' })
  allVersions!: boolean;
}

@ObjectType('DeleteDocumentPayload', { description: 'Whose it was, or why it stays.' })
export class DeleteDocumentPayload {
  @Field(() => CandidateType, { nullable: true, description: 'The candidate, without it.' })
  candidate?: object;
  @Field(() => ID, { nullable: true, description: 'The id that the file had.' })
  deletedId?: string;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  userErrors!: UserErrorType[];
}
