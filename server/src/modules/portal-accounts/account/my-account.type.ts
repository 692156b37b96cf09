import { Field, ObjectType } from 'type-graphql';
import { DateScalar } from '../../../platform/graphql/index.ts';
import { plainPayload } from '../../accounts/index.ts';

@ObjectType('MyAccount', {
  description:
    'Your account on the portal. It stays when you are made anonymous, and stands for nobody from then on (C5–C7).',
})
export class MyAccountType {
  @Field(() => String, { description: 'The user name that you chose.' })
  readonly userName!: string;
  @Field(() => String, { description: 'Where mails about the account go; you can sign in with it too.' })
  readonly emailAddress!: string;
  @Field(() => String, { description: 'The language of those mails: nl or en.' })
  readonly language!: string;
  @Field(() => DateScalar, { description: 'The month in which you made it, by its first day.' })
  readonly createdOn!: string;
  @Field(() => String, { description: 'The agency that it is an account of.' })
  readonly agencyName!: string;
  @Field(() => String, { description: 'Where that agency helps.' })
  readonly agencyEmail!: string;
  @Field(() => Boolean, {
    description:
      'Whether anything of you is held there. False once you were made anonymous: the account is all that is left.',
  })
  readonly personHeld!: boolean;
}

export const DeletePortalAccountPayload = plainPayload('DeletePortalAccountPayload', 'That the account is gone.');
