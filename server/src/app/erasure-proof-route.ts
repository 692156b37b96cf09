import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { erasureProofFile } from '../modules/anonymisation/index.ts';
import { DomainError } from '../platform/errors.ts';
import { rowId } from '../platform/graphql/index.ts';
import { answerWithFile, FILE_POINTS, readAs, type AsActor, type Spend } from './file-answer.ts';
import type { ContextOf } from './http.ts';

const asked = z.object({ language: z.enum(['nl', 'en']).default('nl') });

/** `GET /erasure-receipts/{receipt}`: what one erasure did, as PDF (B8). */
export function erasureProofRoutes({
  contextOf,
  asActor,
  spend,
}: {
  contextOf: ContextOf;
  asActor: AsActor;
  spend: Spend;
}) {
  return (app: FastifyInstance, _options: object, done: () => void) => {
    app.get<{ Params: { receipt: string } }>('/erasure-receipts/:receipt', (request, reply) =>
      answerWithFile(reply, async () => {
        const context = await contextOf(request, reply);
        const { work } = context;
        if (work.actor.kind === 'anonymous') throw new DomainError('UNAUTHENTICATED', 'Sign in first.');
        await spend(context, FILE_POINTS.PDF);
        const { language } = readAs(asked, request.query);
        const id = rowId('ErasureReceipt', request.params.receipt);
        return asActor(work.actor, () => erasureProofFile(work, id, language));
      }),
    );
    done();
  };
}
