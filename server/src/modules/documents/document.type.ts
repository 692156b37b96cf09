import { Field, ID, ObjectType } from 'type-graphql';
import { publishFields } from '../personal-data/index.ts';
import { documentData } from './document.ts';

@ObjectType('Document', { description: 'A candidate’s file, without its contents.' })
export class DocumentGraphType {
  @Field(() => ID, { description: 'Opaque.' })
  readonly id!: string;
}
publishFields(DocumentGraphType, documentData);
