import { Field, InputType, ObjectType } from 'type-graphql';
import { plainPayload } from '../../accounts/index.ts';
import { publishedEnum, publishEnum } from '../../personal-data/index.ts';
import { LANGUAGES } from '../../candidates/index.ts';
import { renewedSessionPayload } from '../sessions/portal-session.type.ts';
import { PROFILE_OFFERS, type ProfileOfferState } from './profile-offer.ts';

const ProfileOfferEnum = publishEnum('ProfileOfferState', PROFILE_OFFERS, 'Whether a profile can be made.', {
  OFFERED: 'There is no account: one can be made (C78).',
  CONNECT: 'There is an account that stands for nobody: sign in to it, and connect it.',
  EXISTS: 'There is an account already: no second one is offered (C82).',
});
export const PORTAL_LINK_PURPOSES = ['REGISTRATION', 'PASSWORD_RESET', 'EMAIL_CHANGE'] as const;
const PurposeEnum = publishEnum(
  'PortalLinkPurpose',
  PORTAL_LINK_PURPOSES,
  'What a mailed link to an account on the portal is for.',
  {
    REGISTRATION: 'To confirm a profile (C80).',
    PASSWORD_RESET: 'To choose another password.',
    EMAIL_CHANGE: 'To take another mail address into use.',
  },
);
const STATES = ['OPEN', 'USED', 'EXPIRED', 'UNKNOWN'] as const;
const StateEnum = publishEnum('PortalLinkState', STATES, 'Where a mailed link stands.', {
  OPEN: 'It can be used.',
  USED: 'It was used already.',
  EXPIRED: 'It is too late for it.',
  UNKNOWN: 'It stands for nothing, or for nothing any more.',
});

@ObjectType('ProfileOffer', { description: 'Whether somebody who keeps his data may make a profile (C78).' })
export class ProfileOfferType {
  @Field(() => ProfileOfferEnum, { description: 'What is offered.' })
  readonly state!: ProfileOfferState;
  @Field(() => String, { description: 'The address that the account gets: where the link came.' })
  readonly emailAddress!: string;
}

@ObjectType('PortalLink', {
  description: 'A mailed link to an account on the portal. Whose it is stays unsaid unless it is open.',
})
export class PortalLinkType {
  @Field(() => StateEnum, { description: 'Where it stands.' })
  readonly state!: (typeof STATES)[number];
  @Field(() => PurposeEnum, { nullable: true, description: 'What it is for.' })
  readonly purpose?: (typeof PORTAL_LINK_PURPOSES)[number];
  @Field(() => String, {
    nullable: true,
    description: 'Of a link to choose a password by: the user name of the account.',
  })
  readonly userName?: string;
  @Field(() => String, { nullable: true, description: 'Of a change of address: the new one.' })
  readonly emailAddress?: string | null;
}

const LanguageEnum = publishedEnum(LANGUAGES);

@InputType('RegisterOnPortalInput', { description: 'The profile that you make (C79).' })
export class RegisterOnPortalInput {
  @Field(() => String, { description: 'The secret of the link by which you kept your data, in the last day.' })
  token!: string;
  @Field(() => String, { description: 'The user name: 3 to 50 letters and digits, with dots, dashes and underscores.' })
  userName!: string;
  @Field(() => String, { description: 'The password: 12 to 200 characters, none that is guessed at once.' })
  password!: string;
  @Field(() => LanguageEnum, { description: 'In which mails are written to you.' })
  language!: 'nl' | 'en';
}

@InputType('ConfirmPortalRegistrationInput', { description: 'Which link.' })
export class ConfirmPortalRegistrationInput {
  @Field(() => String, { description: 'The secret of the link.' })
  token!: string;
}

@InputType('ConnectMyAccountInput', { description: 'Who you are.' })
export class ConnectMyAccountInput {
  @Field(() => String, { description: 'The secret of the link by which you kept your data, in the last day.' })
  token!: string;
}

export const RegisterOnPortalPayload = plainPayload(
  'RegisterOnPortalPayload',
  'That a link is mailed; there is an account once you have confirmed it.',
);
export const ConfirmPortalRegistrationPayload = plainPayload(
  'ConfirmPortalRegistrationPayload',
  'That the account is there: sign in with the user name and the password that you chose (C81).',
);
export const ConnectMyAccountPayload = renewedSessionPayload(
  'ConnectMyAccountPayload',
  'That the account stands for you again.',
);
