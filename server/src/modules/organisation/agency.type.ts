import { Field, ObjectType } from 'type-graphql';
import { NodeType } from '../../platform/graphql/index.ts';

@ObjectType('Agency', {
  implements: NodeType,
  description: 'A staffing or recruitment agency (Bureau); it holds the retention settings.',
})
export class AgencyType extends NodeType {
  @Field(() => String, { description: 'Its name, as candidates know it.' })
  readonly name!: string;
}
