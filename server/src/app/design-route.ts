import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { designPdf } from '../modules/rule-sets/index.ts';
import { DomainError } from '../platform/errors.ts';
import { rowId } from '../platform/graphql/index.ts';
import { answerWithFile, FILE_POINTS, readAs, type AsActor, type Spend } from './file-answer.ts';
import type { ContextOf } from './http.ts';

const asked = z.object({ language: z.enum(['nl', 'en']).default('nl') });

/** `GET /rule-sets/{id}/design`: the functional design of a set of rules as PDF (C12). It names nobody. */
export function designRoutes({ contextOf, asActor, spend }: { contextOf: ContextOf; asActor: AsActor; spend: Spend }) {
  return (app: FastifyInstance, _options: object, done: () => void) => {
    app.get<{ Params: { id: string } }>('/rule-sets/:id/design', (request, reply) =>
      answerWithFile(reply, async () => {
        const context = await contextOf(request, reply);
        const { work } = context;
        if (work.actor.kind === 'anonymous') throw new DomainError('UNAUTHENTICATED', 'Sign in first.');
        await spend(context, FILE_POINTS.PDF);
        const { language } = readAs(asked, request.query);
        return asActor(work.actor, () => designPdf(work, rowId('RuleSet', request.params.id), language));
      }),
    );
    done();
  };
}
