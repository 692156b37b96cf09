import { Field, ID, ObjectType } from 'type-graphql';
import { RoleType } from '../roles/index.ts';

@ObjectType('Viewer', { description: 'You, as an employee who is signed in.' })
export class ViewerType {
  @Field(() => ID, { description: 'Opaque.' })
  readonly id!: string;
  @Field(() => String, { description: 'Your name.' })
  readonly name!: string;
  @Field(() => String, { description: 'The mail address with which you sign in.' })
  readonly email!: string;
  @Field(() => RoleType, { description: 'Your role.' })
  readonly role!: RoleType;
  @Field(() => RoleType, { nullable: true, description: 'The role that you look as, if you do.' })
  readonly lookingAs!: RoleType | null;
  @Field(() => Boolean, {
    description:
      'Whether your role asks for a second factor that you have not set up: until you have, you may see your own account and nothing else.',
  })
  readonly secondFactorMissing!: boolean;
  @Field(() => [String], {
    description: 'What your role may do, apart from fields: candidate:anonymise, mail:read, and so on.',
  })
  readonly permissions!: string[];
}
