import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { rowId, toGlobalId, withUserErrors } from '../../platform/graphql/index.ts';
import { CandidateType, findVisibleCandidate, type Candidate } from '../candidates/index.ts';
import type { RequestContext } from '../permissions/index.ts';
import { confirmRecipientErasure } from './confirm-recipient-erasure.ts';
import { noteRecipient } from './note-recipient.ts';
import { RecipientSchema, type Recipient } from './recipient.entity.ts';
import { ConfirmRecipientErasureInput, NoteRecipientInput, RecipientPayload, RecipientType } from './recipient.type.ts';

@Resolver(() => RecipientType)
export class RecipientResolver {
  @FieldResolver(() => ID, { description: 'Opaque.' })
  id(@Root() recipient: Recipient): string {
    return toGlobalId('Recipient', recipient.id);
  }
}

@Resolver(() => CandidateType)
export class CandidateRecipientsResolver {
  @FieldResolver(() => [RecipientType], {
    nullable: true,
    description: 'To whom his data went (B14), the oldest first; kept when he is anonymised.',
  })
  recipients(@Root() candidate: Candidate, @Ctx() context: RequestContext): Promise<Recipient[]> {
    return context.recordsOf(RecipientSchema, 'sentOn').load(candidate.id);
  }

  @Mutation(() => RecipientPayload, { description: 'Notes to whom which of a candidate’s data went (B14).' })
  noteRecipient(
    @Arg('input', () => NoteRecipientInput, { description: 'Whose, to whom and what.' }) input: NoteRecipientInput,
    @Ctx() context: RequestContext,
  ): Promise<RecipientPayload> {
    return withUserErrors(async () => {
      const { name, contactEmail, groups, sentOn } = input;
      const candidateId = rowId('Candidate', input.candidateId, 'candidateId');
      return afterwards(
        context,
        await noteRecipient(context.work, { candidateId, name, contactEmail, groups, sentOn }),
      );
    });
  }

  @Mutation(() => RecipientPayload, {
    description: 'Notes that a recipient has erased somebody (GDPR, article 19); also after he was anonymised here.',
  })
  confirmRecipientErasure(
    @Arg('input', () => ConfirmRecipientErasureInput, { description: 'Which one.' })
    input: ConfirmRecipientErasureInput,
    @Ctx() context: RequestContext,
  ): Promise<RecipientPayload> {
    return withUserErrors(async () =>
      afterwards(
        context,
        await confirmRecipientErasure(context.work, rowId('Recipient', input.recipientId, 'recipientId')),
      ),
    );
  }
}

async function afterwards({ work }: RequestContext, { candidateId }: Recipient) {
  const candidate = await findVisibleCandidate({ ...work, em: work.em.fork() }, candidateId);
  return candidate ? { candidate } : {};
}
