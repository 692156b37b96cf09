import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { rowId, withUserErrors } from '../../platform/graphql/index.ts';
import {
  CandidateType,
  findVisibleCandidate,
  registerCandidate,
  RegisterCandidateInput,
  RegisterCandidatePayload,
  type Candidate,
} from '../candidates/index.ts';
import type { RequestContext, Work } from '../permissions/index.ts';
import { ShownStatementType, statementOfEdition, type ShownStatement } from '../privacy-statements/index.ts';
import { updateTerms } from '../retention/index.ts';
import { ConsentSchema, type Consent, type ConsentPurpose } from './consent.ts';
import { ConsentInput, ConsentPayload, ConsentType } from './consent.type.ts';
import { giveConsent, noteConsent } from './give-consent.ts';
import { withdrawConsent } from './withdraw-consent.ts';

function changeConsent(
  { work }: RequestContext,
  input: ConsentInput,
  change: (work: Work, input: { candidateId: string; purpose: ConsentPurpose }) => Promise<void>,
): Promise<ConsentPayload> {
  return withUserErrors(async () => {
    const candidateId = rowId('Candidate', input.candidateId, 'candidateId');
    await change(work, { candidateId, purpose: input.purpose });
    const candidate = await findVisibleCandidate({ ...work, em: work.em.fork() }, candidateId);
    return candidate ? { candidate } : {};
  });
}

@Resolver(() => ConsentType)
export class ConsentResolver {
  @FieldResolver(() => ShownStatementType, {
    nullable: true,
    description:
      'The very text that was before him, with the terms that it told (H20, H21); empty where none was shown by a form.',
  })
  async statement(@Root() consent: Consent, @Ctx() { work, loader }: RequestContext): Promise<ShownStatement | null> {
    if (consent.statementEdition == null) return null;
    return (
      (await loader('statementOfEdition', (all) => statementsOf(work, all)).load(consent.statementEdition)) ?? null
    );
  }
}

async function statementsOf(work: Work, editions: readonly string[]): Promise<Map<string, ShownStatement>> {
  const found = new Map<string, ShownStatement>();
  for (const edition of editions) {
    const statement = await statementOfEdition(work, edition);
    if (statement) found.set(edition, statement);
  }
  return found;
}

@Resolver(() => CandidateType)
export class CandidateConsentsResolver {
  @FieldResolver(() => [ConsentType], {
    nullable: true,
    description: 'What he agreed to and was told (Toestemmingen, H20–H22), the oldest first.',
  })
  consents(@Root() candidate: Candidate, @Ctx() context: RequestContext): Promise<Consent[]> {
    return context.recordsOf(ConsentSchema, 'givenAt').load(candidate.id);
  }

  @Mutation(() => ConsentPayload, {
    description: 'Notes a consent that a candidate gave to an employee; his term follows (H24).',
  })
  giveConsent(
    @Arg('input', () => ConsentInput, { description: 'Whose, and for what.' }) input: ConsentInput,
    @Ctx() context: RequestContext,
  ): Promise<ConsentPayload> {
    return changeConsent(context, input, noteConsent);
  }

  @Mutation(() => ConsentPayload, { description: 'Withdraws what stands of a consent; his term follows (H25).' })
  withdrawConsent(
    @Arg('input', () => ConsentInput, { description: 'Whose, and for what.' }) input: ConsentInput,
    @Ctx() context: RequestContext,
  ): Promise<ConsentPayload> {
    return changeConsent(context, input, withdrawConsent);
  }

  @Mutation(() => RegisterCandidatePayload, {
    description: 'Enters a candidate by hand, with the consent that he gave.',
  })
  registerCandidate(
    @Arg('input', () => RegisterCandidateInput, { description: 'Who he is.' })
    { agencyId, organisationUnitId: unit, consentOtherVacancies, ...fields }: RegisterCandidateInput,
    @Ctx() { work, rights }: RequestContext,
  ): Promise<RegisterCandidatePayload> {
    return withUserErrors(async () => ({
      candidate: await registerCandidate(work, rights, {
        agencyId: rowId('Agency', agencyId, 'agencyId'),
        organisationUnitId: unit == null ? null : rowId('OrganisationUnit', unit, 'organisationUnitId'),
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
