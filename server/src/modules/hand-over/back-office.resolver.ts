import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { DateTimeScalar, rowId, withUserErrors } from '../../platform/graphql/index.ts';
import type { NetworkReach } from '../../platform/network-reach.ts';
import { AgencyType, type Agency } from '../organisation/index.ts';
import type { RequestContext } from '../permissions/index.ts';
import { BackOfficeSchema, type BackOffice } from './back-office.entity.ts';
import { BackOfficeType, SaveBackOfficeInput, SaveBackOfficePayload } from './hand-over.type.ts';
import { saveBackOffice } from './save-back-office.ts';

declare module '../permissions/index.ts' {
  interface RequestContext {
    /** Where an agency's back office may stand. */
    readonly backOfficeReach: NetworkReach;
  }
}

@Resolver(() => AgencyType)
export class BackOfficeResolver {
  @FieldResolver(() => BackOfficeType, { nullable: true, description: 'Its back office; empty: it has none.' })
  backOffice(@Root() agency: Agency, @Ctx() { work }: RequestContext): Promise<BackOffice | null> {
    return work.em.fork().findOne(BackOfficeSchema, { agencyId: agency.id });
  }

  @Mutation(() => SaveBackOfficePayload, {
    description: 'Says where an agency’s approved candidates go (H40). Asks for confirmPassword first.',
  })
  saveBackOffice(
    @Arg('input', () => SaveBackOfficeInput, { description: 'Where.' }) input: SaveBackOfficeInput,
    @Ctx() context: RequestContext,
  ): Promise<SaveBackOfficePayload> {
    return withUserErrors(async () => {
      await context.mustBeFresh();
      const agencyId = rowId('Agency', input.agencyId, 'agencyId');
      const { name, url, active, renewSecret, oldSecretHours } = input;
      const settings = { agencyId, name, url, active, renewSecret: renewSecret ?? false, oldSecretHours };
      const secret = await saveBackOffice(context.work, settings, context.backOfficeReach);
      const backOffice = await context.work.em.fork().findOne(BackOfficeSchema, { agencyId });
      return { backOffice, secret: secret ?? null };
    });
  }
}

@Resolver(() => BackOfficeType)
export class BackOfficeSecretResolver {
  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description: 'Until when messages are signed with the secret before this one too; empty: they are not.',
  })
  oldSecretUntil(@Root() office: BackOffice, @Ctx() { work }: RequestContext): Date | null {
    const until = office.oldSecretUntil;
    return until && until > work.clock.now() ? until : null;
  }
}
