import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { rowId, withUserErrors } from '../../platform/graphql/index.ts';
import {
  CandidateType,
  registerCandidate,
  RegisterCandidateInput,
  RegisterCandidatePayload,
  type Candidate,
} from '../candidates/index.ts';
import type { RequestContext } from '../permissions/index.ts';
import { updateTerms } from '../retention/index.ts';
import { ConsentSchema, type Consent } from './consent.ts';
import { ConsentType } from './consent.type.ts';
import { giveConsent } from './give-consent.ts';

@Resolver(() => CandidateType)
export class CandidateConsentsResolver {
  @FieldResolver(() => [ConsentType], {
    nullable: true,
    description: 'What he agreed to and was told (Toestemmingen, H20–H22), the oldest first.',
  })
  consents(@Root() candidate: Candidate, @Ctx() context: RequestContext): Promise<Consent[]> {
    return context.recordsOf(ConsentSchema, 'givenAt').load(candidate.id);
  }

  @Mutation(() => RegisterCandidatePayload, {
    description: 'Enters a candidate by hand, with the consent that he gave.',
  })
  registerCandidate(
    @Arg('input', () => RegisterCandidateInput, { description: 'Who he is.' })
    { agencyId, consentOtherVacancies, ...fields }: RegisterCandidateInput,
    @Ctx() { work, rights }: RequestContext,
  ): Promise<RegisterCandidatePayload> {
    return withUserErrors(async () => ({
      candidate: await registerCandidate(work, rights, {
        agencyId: rowId('Agency', agencyId, 'agencyId'),
        fields,
        alongside: async (inside, candidateId) => {
          if (consentOtherVacancies === true)
            await giveConsent(inside, { candidateId, purpose: 'OTHER_VACANCIES', channel: 'STAFF' });
          else await updateTerms(inside.em, { candidateIds: [candidateId] });
        },
      }),
    }));
  }
}
