import { Field, InputType } from 'type-graphql';
import { plainPayload } from '../../accounts/index.ts';
import { renewedSessionPayload } from '../sessions/portal-session.type.ts';

@InputType('RequestPortalPasswordResetInput', { description: 'Whose password.' })
export class RequestPortalPasswordResetInput {
  @Field(() => String, { description: 'The mail address of your account on the portal.' })
  email!: string;
}

@InputType('ChoosePortalPasswordInput', { description: 'A password, by a mailed link.' })
export class ChoosePortalPasswordInput {
  @Field(() => String, { description: 'The secret of the link.' })
  token!: string;
  @Field(() => String, { description: 'The password: 12 to 200 characters, none that is guessed at once.' })
  password!: string;
}

@InputType('ChangePortalPasswordInput', { description: 'Another password for yourself.' })
export class ChangePortalPasswordInput {
  @Field(() => String, { description: 'The one that you have.' })
  currentPassword!: string;
  @Field(() => String, { description: 'The new one: 12 to 200 characters, none that is guessed at once.' })
  newPassword!: string;
}

@InputType('RequestPortalEmailChangeInput', { description: 'Another mail address for your account.' })
export class RequestPortalEmailChangeInput {
  @Field(() => String, { description: 'The address; a link is mailed to it.' })
  email!: string;
}

@InputType('ConfirmPortalEmailChangeInput', { description: 'Which link.' })
export class ConfirmPortalEmailChangeInput {
  @Field(() => String, { description: 'The secret of the link.' })
  token!: string;
}

export const RequestPortalPasswordResetPayload = plainPayload(
  'RequestPortalPasswordResetPayload',
  'The same for every address: if there is an account, a link is mailed to it.',
);
export const ChoosePortalPasswordPayload = plainPayload(
  'ChoosePortalPasswordPayload',
  'That the password is set; sign in with it.',
);
export const ChangePortalPasswordPayload = renewedSessionPayload(
  'ChangePortalPasswordPayload',
  'That the password is another one, and that your other sessions have ended.',
);
export const RequestPortalEmailChangePayload = plainPayload(
  'RequestPortalEmailChangePayload',
  'That a link is mailed, unless the address has an account already.',
);
export const ConfirmPortalEmailChangePayload = plainPayload(
  'ConfirmPortalEmailChangePayload',
  'That mails about the account go to the new address from now on.',
);
