import { Arg, Ctx, FieldResolver, Mutation, Resolver } from 'type-graphql';
import { rows, sql } from '../../../platform/database/index.ts';
import { withUserErrors } from '../../../platform/graphql/index.ts';
import type { RequestContext } from '../../permissions/index.ts';
import { oncePerRequest } from '../once-per-request.ts';
import type { PlainPayload } from '../plain-payload.type.ts';
import { ownSession } from '../sessions/session-of-token.ts';
import { ViewerType } from '../viewer.type.ts';
import { confirmSecondFactor } from './confirm-second-factor.ts';
import { renewRecoveryCodes } from './renew-recovery-codes.ts';
import {
  ConfirmSecondFactorInput,
  RecoveryCodesPayload,
  SecondFactorType,
  StartSecondFactorPayload,
  TurnOffSecondFactorInput,
  TurnOffSecondFactorPayload,
} from './second-factor.type.ts';
import { startSecondFactor } from './start-second-factor.ts';
import { turnOffSecondFactor } from './turn-off-second-factor.ts';

@Resolver(() => ViewerType)
export class SecondFactorResolver {
  @FieldResolver(() => SecondFactorType, { nullable: true, description: 'Your second factor; empty: none.' })
  async secondFactor(@Ctx() context: RequestContext): Promise<SecondFactorType | null> {
    const { staffId } = await ownSession(context);
    const [found] = await rows<{ since: string; left: number }>(
      context.work.em,
      sql`select f.confirmed_at as since,
            (select count(*)::int from recovery_code c where c.staff_id = f.staff_id and c.used_at is null) as left
          from second_factor f where f.staff_id = ${staffId} and f.confirmed_at is not null`,
    );
    return found ? { since: new Date(found.since), recoveryCodesLeft: found.left } : null;
  }

  @Mutation(() => StartSecondFactorPayload, {
    description: 'Makes a secret for an app that makes codes. Asks for confirmPassword first.',
  })
  startSecondFactor(@Ctx() context: RequestContext): Promise<StartSecondFactorPayload> {
    return withUserErrors(() => startSecondFactor(context));
  }

  @Mutation(() => RecoveryCodesPayload, {
    description: 'Takes the second factor into use by its first code, and gives ten recovery codes.',
  })
  confirmSecondFactor(
    @Arg('input', () => ConfirmSecondFactorInput, { description: 'The code.' }) input: ConfirmSecondFactorInput,
    @Ctx() context: RequestContext,
  ): Promise<RecoveryCodesPayload> {
    return withUserErrors(async () => {
      oncePerRequest(context);
      const { recoveryCodes, cookie } = await confirmSecondFactor(context, input.code);
      if (cookie) context.session.start(cookie.token, cookie.expiresAt);
      return { recoveryCodes };
    });
  }

  @Mutation(() => TurnOffSecondFactorPayload, { description: 'Signing in asks for the password alone again.' })
  turnOffSecondFactor(
    @Arg('input', () => TurnOffSecondFactorInput, { description: 'Your password and a code.' })
    input: TurnOffSecondFactorInput,
    @Ctx() context: RequestContext,
  ): Promise<PlainPayload> {
    return withUserErrors(async () => {
      oncePerRequest(context);
      await turnOffSecondFactor(context, { password: input.password ?? undefined, code: input.code });
      return {};
    });
  }

  @Mutation(() => RecoveryCodesPayload, {
    description: 'Ten new recovery codes in the place of the old ones. Asks for confirmPassword first.',
  })
  renewRecoveryCodes(@Ctx() context: RequestContext): Promise<RecoveryCodesPayload> {
    return withUserErrors(async () => ({ recoveryCodes: await renewRecoveryCodes(context) }));
  }
}
