import { Field, InputType, ObjectType } from 'type-graphql';
import { publishEnum } from '../../personal-data/index.ts';
import { LINK_KINDS, type LinkKind } from '../links/account-link.ts';
import { LINK_STATES } from '../links/find-link.ts';
import { plainPayload } from '../plain-payload.type.ts';

const LinkKindEnum = publishEnum('AccountLinkKind', LINK_KINDS, 'What a mailed link to an account is for.', {
  INVITATION: 'To choose the first password.',
  PASSWORD_RESET: 'To choose another password.',
  EMAIL_CHANGE: 'To sign in with another mail address.',
});
const LinkStateEnum = publishEnum('AccountLinkState', LINK_STATES, 'Where a mailed link stands.', {
  OPEN: 'It can be used.',
  USED: 'It was used already.',
  EXPIRED: 'It is too late for it.',
  UNKNOWN: 'It stands for nothing.',
});

@ObjectType('AccountLink', { description: 'A mailed link to an account. Whose it is stays unsaid unless it is open.' })
export class AccountLinkType {
  @Field(() => LinkStateEnum, { description: 'Where it stands.' })
  readonly state!: (typeof LINK_STATES)[number];
  @Field(() => LinkKindEnum, { nullable: true, description: 'What it is for.' })
  readonly kind?: LinkKind;
  @Field(() => String, { nullable: true, description: 'Whose account it is.' })
  readonly name?: string;
  @Field(() => String, { nullable: true, description: 'The address with which its owner signs in, or will.' })
  readonly email?: string;
  @Field(() => String, { nullable: true, description: 'The agency that it is an account of.' })
  readonly agencyName?: string | null;
}

@InputType('RequestPasswordResetInput', { description: 'Whose password.' })
export class RequestPasswordResetInput {
  @Field(() => String, { description: 'The mail address with which you sign in.' })
  email!: string;
}

@InputType('SetPasswordInput', { description: 'A password, by a mailed link.' })
export class SetPasswordInput {
  @Field(() => String, { description: 'The secret of the link.' })
  token!: string;
  @Field(() => String, { description: 'The password: 12 to 200 characters, none that is guessed at once.' })
  password!: string;
}

@InputType('ChangePasswordInput', { description: 'Another password for yourself.' })
export class ChangePasswordInput {
  @Field(() => String, { description: 'The one that you have.' })
  currentPassword!: string;
  @Field(() => String, { description: 'The new one: 12 to 200 characters, none that is guessed at once.' })
  newPassword!: string;
}

@InputType('RequestEmailChangeInput', { description: 'Another mail address for yourself.' })
export class RequestEmailChangeInput {
  @Field(() => String, { description: 'The address; a link is mailed to it.' })
  email!: string;
}

@InputType('ConfirmEmailChangeInput', { description: 'Which link.' })
export class ConfirmEmailChangeInput {
  @Field(() => String, { description: 'The secret of the link.' })
  token!: string;
}

export const RequestPasswordResetPayload = plainPayload(
  'RequestPasswordResetPayload',
  'The same for every address: if there is an account, a link is mailed to it.',
);
export const SetPasswordPayload = plainPayload('SetPasswordPayload', 'That the password is set; sign in with it.');
export const ChangePasswordPayload = plainPayload(
  'ChangePasswordPayload',
  'That the password is another one, and that your other sessions have ended.',
);
export const RequestEmailChangePayload = plainPayload(
  'RequestEmailChangePayload',
  'That a link is mailed, unless the address is in use.',
);
export const ConfirmEmailChangePayload = plainPayload(
  'ConfirmEmailChangePayload',
  'That you sign in with the new address from now on.',
);
