import { Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { withUserErrors } from '../../../platform/graphql/index.ts';
import type { PlainPayload } from '../../accounts/index.ts';
import { MeType, type Me } from '../../contact-moments/index.ts';
import type { RequestContext } from '../../permissions/index.ts';
import { accountById } from './my-account.ts';
import { deletePortalAccount } from './delete-portal-account.ts';
import { DeletePortalAccountPayload, MyAccountType } from './my-account.type.ts';

@Resolver(() => MeType)
export class MyAccountResolver {
  @FieldResolver(() => MyAccountType, {
    nullable: true,
    description: 'The account with which you are signed in; empty for who came by a mailed link.',
  })
  async account(@Root() me: Me, @Ctx() { work }: RequestContext): Promise<MyAccountType | null> {
    return me.accountId === null ? null : accountById(work, me.accountId);
  }

  @Mutation(() => DeletePortalAccountPayload, {
    description:
      'Removes your account on the portal, after your password (confirmPortalPassword). What is held of you stays as it was.',
  })
  deletePortalAccount(@Ctx() context: RequestContext): Promise<PlainPayload> {
    return withUserErrors(async () => {
      await deletePortalAccount(context);
      context.portal.end();
      return {};
    });
  }
}
