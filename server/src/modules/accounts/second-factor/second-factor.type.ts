import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar, UserErrorType } from '../../../platform/graphql/index.ts';
import { plainPayload } from '../plain-payload.type.ts';

@ObjectType('SecondFactor', { description: 'The app that makes codes for you.' })
export class SecondFactorType {
  @Field(() => DateTimeScalar, { description: 'Since when signing in asks for a code.' })
  readonly since!: Date;
  @Field(() => Int, { description: 'Recovery codes that you have not used yet, of ten.' })
  readonly recoveryCodesLeft!: number;
}

@ObjectType('StartSecondFactorPayload', { description: 'What your app needs. It is shown this once.' })
export class StartSecondFactorPayload {
  @Field(() => String, { nullable: true, description: 'The secret, for who can’t scan.' })
  readonly secret?: string;
  @Field(() => String, { nullable: true, description: 'The secret as an app reads it: `otpauth://…`.' })
  readonly address?: string;
  @Field(() => String, { nullable: true, description: 'The address as a QR code: the data of an SVG path.' })
  readonly qrPath?: string;
  @Field(() => Int, { nullable: true, description: 'How many units that drawing is wide and high.' })
  readonly qrSize?: number;
  @Field(() => [UserErrorType], { description: 'Why it was not done; empty when it was.' })
  readonly userErrors!: UserErrorType[];
}

@InputType('ConfirmSecondFactorInput', { description: 'The first code of your app.' })
export class ConfirmSecondFactorInput {
  @Field(() => String, { description: 'Six digits.' })
  code!: string;
}

@InputType('TurnOffSecondFactorInput', { description: 'Both of what you sign in with.' })
export class TurnOffSecondFactorInput {
  @Field(() => String, {
    nullable: true,
    description: 'Your password; left out by who has just shown who he is at his agency’s own login.',
  })
  password?: string | null;
  @Field(() => String, { description: 'A code of your app, or a recovery code.' })
  code!: string;
}

@ObjectType('RecoveryCodesPayload', { description: 'Codes for when you have lost your app. They are shown this once.' })
export class RecoveryCodesPayload {
  @Field(() => [String], { nullable: true, description: 'Ten codes, each good for once.' })
  readonly recoveryCodes?: string[];
  @Field(() => [UserErrorType], { description: 'Why it was not done; empty when it was.' })
  readonly userErrors!: UserErrorType[];
}

export const TurnOffSecondFactorPayload = plainPayload(
  'TurnOffSecondFactorPayload',
  'That signing in asks for your password alone.',
);
