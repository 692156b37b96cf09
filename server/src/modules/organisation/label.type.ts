import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { NodeType, UserErrorType } from '../../platform/graphql/index.ts';

@ObjectType('Label', {
  implements: NodeType,
  description: 'A brand of an agency with public pages of its own: its privacy statement and its forms (H12).',
})
export class LabelType extends NodeType {
  @Field(() => String, { description: 'Its name, as candidates know it.' })
  readonly name!: string;
  @Field(() => String, { description: 'How it is called in addresses.' })
  readonly slug!: string;
}

@InputType('SaveLabelInput', { description: 'A label to be made, or one to be changed.' })
export class SaveLabelInput {
  @Field(() => ID, { nullable: true, description: 'The label to change; left out to make one.' })
  id?: string | null;
  @Field(() => ID, { nullable: true, description: 'The agency of a new label.' })
  agencyId?: string | null;
  @Field(() => String, { description: 'Its name: 1 to 200 characters, once in an agency.' })
  name!: string;
  @Field(() => String, {
    description: 'How it is called in addresses: letters a to z, digits and hyphens, once in an installation.',
  })
  slug!: string;
}

@ObjectType('SaveLabelPayload', { description: 'The label as it is now.' })
export class SaveLabelPayload {
  @Field(() => LabelType, { nullable: true, description: 'The label; empty when it was refused.' })
  readonly label?: object;
  @Field(() => [UserErrorType], { description: 'What a form has to show.' })
  readonly userErrors!: UserErrorType[];
}
