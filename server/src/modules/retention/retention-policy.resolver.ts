import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { rowId, withUserErrors } from '../../platform/graphql/index.ts';
import { AgencySchema, AgencyType, type Agency } from '../organisation/index.ts';
import type { RequestContext } from '../permissions/index.ts';
import { RetentionPolicySchema, type RetentionPolicy } from './retention-policy.entity.ts';
import {
  RetentionPolicyChanges,
  RetentionPolicyPreviewType,
  RetentionPolicyType,
  UpdateRetentionPolicyInput,
  UpdateRetentionPolicyPayload,
} from './retention-policy.type.ts';
import { guidanceOf } from './guidance.ts';
import type { PolicyPreview } from './preview-retention-policy.ts';
import { previewRetentionPolicy, updateRetentionPolicy, type PolicyChanges } from './update-retention-policy.ts';

@Resolver(() => AgencyType)
export class AgencyRetentionResolver {
  @FieldResolver(() => RetentionPolicyType, { nullable: true, description: 'Its terms.' })
  async retentionPolicy(@Root() agency: Agency, @Ctx() context: RequestContext): Promise<RetentionPolicy | null> {
    return (await context.byId(RetentionPolicySchema).load(agency.id)) ?? null;
  }

  @Mutation(() => UpdateRetentionPolicyPayload, {
    description: 'Changes an agency’s terms as a preview showed, and with them the term of everybody in it.',
  })
  updateRetentionPolicy(
    @Arg('input', () => UpdateRetentionPolicyInput, { description: 'The changes.' })
    { agencyId, preview, ...given }: UpdateRetentionPolicyInput,
    @Ctx() { work }: RequestContext,
  ): Promise<UpdateRetentionPolicyPayload> {
    return withUserErrors(async () => {
      const policy = await updateRetentionPolicy(
        work,
        rowId('Agency', agencyId, 'agencyId'),
        changesOf(given),
        preview,
      );
      return { agency: await work.em.findOneOrFail(AgencySchema, { id: policy.agencyId }) };
    });
  }
}

@Resolver(() => RetentionPolicyType)
export class RetentionPolicyResolver {
  @FieldResolver(() => [String])
  guidance(@Root() policy: RetentionPolicy): string[] {
    return guidanceOf(policy);
  }

  @FieldResolver(() => RetentionPolicyPreviewType, {
    nullable: true,
    description: 'What a change would do, had it been made now; asking changes nothing.',
  })
  preview(
    @Root() policy: RetentionPolicy,
    @Arg('changes', () => RetentionPolicyChanges, { description: 'The changes; what is absent stays.' })
    changes: RetentionPolicyChanges,
    @Ctx() { work }: RequestContext,
  ): Promise<PolicyPreview> {
    return previewRetentionPolicy(work, policy.agencyId, changesOf(changes));
  }
}

const changesOf = (given: RetentionPolicyChanges): PolicyChanges =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value != null));
