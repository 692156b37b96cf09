import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { rowId, toGlobalId, withUserErrors } from '../../platform/graphql/index.ts';
import { LabelSchema, LabelType, loadLabel, type Label } from '../organisation/index.ts';
import { scopeOf, worksForAgency, type RequestContext, type Work } from '../permissions/index.ts';
import { CheckInInvitationSchema, type CheckInInvitation } from './checkin-invitation.entity.ts';
import { inviteToCheckIn } from './invite-to-checkin.ts';
import {
  CheckInInvitationPayload,
  CheckInInvitationType,
  InviteToCheckInInput,
  WithdrawCheckInInvitationInput,
} from './registration.type.ts';
import { ofHisReach } from './of-his-reach.ts';
import { emailOf, stateOf } from './take-up-invitation.ts';
import { withdrawInvitation } from './withdraw-invitation.ts';

/** Of those that were used, withdrawn or have expired: the last ones. */
const CLOSED_SHOWN = 100;
/** Of those that can still be used: far more than anybody has open at once. */
const OPEN_SHOWN = 1_000;

/** What a recruiter does about invitations. */
@Resolver(() => CheckInInvitationType)
export class CheckInInvitationResolver {
  @Query(() => [CheckInInvitationType], {
    description:
      'Invitations of your agencies, the newest first: up to a thousand that can still be used, and the last hundred others.',
  })
  async checkInInvitations(@Ctx() { work }: RequestContext): Promise<CheckInInvitation[]> {
    const labels = await work.em.find(LabelSchema, scopeOf(work.actor, { units: false }));
    const open = { usedAt: null, withdrawnAt: null, expiresAt: { $gt: work.clock.now() } };
    const found = (which: object, limit: number) =>
      work.em.find(
        CheckInInvitationSchema,
        { $and: [{ labelId: { $in: labels.map(({ id }) => id) } }, ofHisReach(work.actor), which] },
        { orderBy: { invitedAt: 'desc', id: 'desc' }, limit },
      );
    const all = [...(await found(open, OPEN_SHOWN)), ...(await found({ $not: open }, CLOSED_SHOWN))];
    return all.sort((one, other) => other.invitedAt.getTime() - one.invitedAt.getTime());
  }

  @Mutation(() => CheckInInvitationPayload, { description: 'Asks somebody by mail to register (H27).' })
  inviteToCheckIn(
    @Arg('input', () => InviteToCheckInInput, { description: 'Who.' }) input: InviteToCheckInInput,
    @Ctx() { work }: RequestContext,
  ): Promise<CheckInInvitationPayload> {
    return withUserErrors(async () => ({
      invitation: await inviteToCheckIn(work, {
        labelId: rowId('Label', input.labelId, 'labelId'),
        email: input.email,
        language: input.language,
      }),
    }));
  }

  @Mutation(() => CheckInInvitationPayload, { description: 'Makes an invitation’s link of no more use.' })
  withdrawCheckInInvitation(
    @Arg('input', () => WithdrawCheckInInvitationInput, { description: 'Which.' })
    input: WithdrawCheckInInvitationInput,
    @Ctx() { work }: RequestContext,
  ): Promise<CheckInInvitationPayload> {
    return withUserErrors(async () => ({
      invitation: await withdrawInvitation(work, rowId('CheckInInvitation', input.id)),
    }));
  }

  @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
  id(@Root() invitation: CheckInInvitation): string {
    return toGlobalId('CheckInInvitation', invitation.id);
  }

  @FieldResolver()
  state(@Root() invitation: CheckInInvitation, @Ctx() { work }: RequestContext): string {
    return stateOf(work, invitation);
  }

  @FieldResolver(() => LabelType, { nullable: true, description: 'For which label.' })
  async label(@Root() invitation: CheckInInvitation, @Ctx() context: RequestContext): Promise<Label | null> {
    return (await context.byId(LabelSchema).load(invitation.labelId)) ?? null;
  }

  @FieldResolver(() => String, { nullable: true })
  email(@Root() invitation: CheckInInvitation, @Ctx() { work, rights }: RequestContext): string | null {
    if (stateOf(work, invitation) !== 'OPEN') return null;
    const { actor } = work;
    const isHis = worksForAgency(actor) && invitation.invitedBy === actor.id;
    return isHis || rights.see.has('Candidate.emailPrivate') ? (emailOf(work, invitation) ?? null) : null;
  }
}

export async function loadInvitation(work: Work, id: string): Promise<CheckInInvitation | null> {
  const invitation = await work.em.findOne(CheckInInvitationSchema, { id, ...ofHisReach(work.actor) });
  return invitation && (await loadLabel(work, invitation.labelId)) ? invitation : null;
}
