import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { oncePerRequest, rowId, withUserErrors } from '../../platform/graphql/index.ts';
import type { RequestContext } from '../permissions/index.ts';
import { FindCandidateByBsnInput, FindCandidateByBsnPayload, RevealBsnInput, RevealBsnPayload } from './bsn.type.ts';
import { findByBsn } from './find-by-bsn.ts';
import { revealBsn } from './reveal-bsn.ts';

declare module '../permissions/index.ts' {
  interface RequestContext {
    /**
     * Of the module of accounts, which knows this one and so can't be asked directly.
     * @throws DomainError REAUTHENTICATION_REQUIRED unless whoever asks has shown in the last minutes that it is he
     */
    mustBeFresh(): Promise<void>;
  }
}

/** One number at a time (D18), and one guess. */
const lookOnce = oncePerRequest();

/** Mutations both: they leave a trace, and what a mutation is given or gives is neither cached nor in an address. */
@Resolver()
export class BsnResolver {
  @Mutation(() => RevealBsnPayload, {
    description:
      'Shows one whole BSN, for a reason that goes into the audit trail (D18). Confirm your password first; once in a request, twenty times in an hour.',
  })
  revealBsn(
    @Arg('input', () => RevealBsnInput, { description: 'Whose, and why.' }) { id, reason }: RevealBsnInput,
    @Ctx() context: RequestContext,
  ): Promise<RevealBsnPayload> {
    return withUserErrors(async () => {
      const { work } = context;
      lookOnce(work.em);
      await context.mustBeFresh();
      return { bsn: await revealBsn(work, { candidateId: rowId('Candidate', id), reason }) };
    });
  }

  @Mutation(() => FindCandidateByBsnPayload, {
    description:
      'Finds candidates by their BSN (D18). Confirm your password first; once in a request, sixty times in an hour.',
  })
  findCandidateByBsn(
    @Arg('input', () => FindCandidateByBsnInput, { description: 'Which BSN.' }) { bsn }: FindCandidateByBsnInput,
    @Ctx() context: RequestContext,
  ): Promise<FindCandidateByBsnPayload> {
    return withUserErrors(async () => {
      const { work } = context;
      lookOnce(work.em);
      await context.mustBeFresh();
      return { candidates: await findByBsn(work, bsn) };
    });
  }
}
