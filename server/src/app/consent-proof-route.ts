import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { consentProof } from '../modules/consent/index.ts';
import { DomainError } from '../platform/errors.ts';
import { rowId } from '../platform/graphql/index.ts';
import { answerWithFile, FILE_POINTS, readAs, type AsActor, type Spend } from './file-answer.ts';
import type { ContextOf } from './http.ts';

const asked = z.object({ language: z.enum(['nl', 'en']).default('nl') });

/** `GET /consent-proofs/{candidate}`: what somebody was told and agreed to, as PDF (H20–H22). */
export function consentProofRoutes({
  contextOf,
  asActor,
  spend,
}: {
  contextOf: ContextOf;
  asActor: AsActor;
  spend: Spend;
}) {
  return (app: FastifyInstance, _options: object, done: () => void) => {
    app.get<{ Params: { candidate: string } }>('/consent-proofs/:candidate', (request, reply) =>
      answerWithFile(reply, async () => {
        const context = await contextOf(request, reply);
        const { work } = context;
        if (work.actor.kind === 'anonymous') throw new DomainError('UNAUTHENTICATED', 'Sign in first.');
        await spend(context, FILE_POINTS.PDF);
        const { language } = readAs(asked, request.query);
        const id = rowId('Candidate', request.params.candidate);
        return asActor(work.actor, () => consentProof(work, id, language));
      }),
    );
    done();
  };
}
