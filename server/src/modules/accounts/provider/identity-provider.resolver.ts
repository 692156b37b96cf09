import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { rowId, withUserErrors } from '../../../platform/graphql/index.ts';
import { AgencyType, type Agency } from '../../organisation/index.ts';
import type { RequestContext } from '../../permissions/index.ts';
import type { PlainPayload } from '../plain-payload.type.ts';
import { IdentityProviderSchema, type IdentityProvider } from './identity-provider.ts';
import {
  IdentityProviderType,
  RemoveIdentityProviderInput,
  RemoveIdentityProviderPayload,
  SaveIdentityProviderInput,
  SaveIdentityProviderPayload,
} from './identity-provider.type.ts';
import { removeIdentityProvider, saveIdentityProvider } from './save-identity-provider.ts';

@Resolver(() => AgencyType)
export class IdentityProviderResolver {
  @FieldResolver(() => IdentityProviderType, { nullable: true, description: 'Its own login; empty: it has none.' })
  async identityProvider(
    @Root() agency: Agency,
    @Ctx() { work }: RequestContext,
  ): Promise<IdentityProviderType | null> {
    return published(await work.em.fork().findOne(IdentityProviderSchema, { agencyId: agency.id }));
  }

  @Mutation(() => SaveIdentityProviderPayload, {
    description: 'Lets an agency’s staff sign in by its own login. Asks for confirmPassword first.',
  })
  saveIdentityProvider(
    @Arg('input', () => SaveIdentityProviderInput, { description: 'The login.' }) input: SaveIdentityProviderInput,
    @Ctx() context: RequestContext,
  ): Promise<SaveIdentityProviderPayload> {
    return withUserErrors(async () => {
      const agencyId = rowId('Agency', input.agencyId, 'agencyId');
      const { name, issuer, clientId, clientSecret, mailDomains, passwordSignIn } = input;
      await saveIdentityProvider(
        context,
        context.roles,
        { agencyId, name, issuer, clientId, clientSecret, mailDomains, passwordSignIn },
        context.providerReach,
      );
      const saved = await context.work.em.fork().findOne(IdentityProviderSchema, { agencyId });
      return { identityProvider: published(saved) };
    });
  }

  @Mutation(() => RemoveIdentityProviderPayload, {
    description: 'Back to passwords alone. Asks for confirmPassword first.',
  })
  removeIdentityProvider(
    @Arg('input', () => RemoveIdentityProviderInput, { description: 'Which agency’s.' })
    input: RemoveIdentityProviderInput,
    @Ctx() context: RequestContext,
  ): Promise<PlainPayload> {
    return withUserErrors(async () => {
      await removeIdentityProvider(context, context.roles, rowId('Agency', input.agencyId, 'agencyId'));
      return {};
    });
  }
}

function published(provider: IdentityProvider | null): IdentityProviderType | null {
  if (!provider) return null;
  const { clientSecretSealed, ...rest } = provider;
  return { ...rest, hasClientSecret: clientSecretSealed != null };
}
