import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RequestContext } from '../modules/permissions/index.ts';
import type { ContextOf } from './http.ts';
import { CV_LIMIT, receiveCv } from '../modules/registrations/index.ts';
import { FILE_POINTS, refuse, type Spend } from './file-answer.ts';

/**
 * `POST /registration-cvs` takes a CV’s bytes as the body, from whoever fills in a public form, and answers with the id by
 * which the form names it. What it is, its own bytes say (S15).
 */
export function registrationCvRoutes({ contextOf, spend }: { contextOf: ContextOf; spend: Spend }) {
  return (app: FastifyInstance, _options: object, done: () => void) => {
    const visitors = new WeakMap<FastifyRequest, RequestContext>();
    // Before a body is read, so that too many are never held in memory.
    app.addHook('onRequest', async (request, reply) => {
      try {
        const context = await contextOf(request, reply);
        const { work, registrationThrottle, address } = context;
        if (work.actor.kind !== 'api-client') await registrationThrottle.countAddress(address);
        await spend(context, FILE_POINTS.UPLOAD);
        visitors.set(request, context);
      } catch (error) {
        return refuse(reply, error);
      }
    });
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: CV_LIMIT }, (_request, body, parsed) =>
      parsed(null, body),
    );
    app.post('/registration-cvs', { bodyLimit: CV_LIMIT }, async (request, reply) => {
      try {
        const { work } = visitors.get(request)!;
        const { body } = request;
        return await reply.send({ cvId: await receiveCv(work, Buffer.isBuffer(body) ? body : Buffer.alloc(0)) });
      } catch (error) {
        return refuse(reply, error);
      }
    });
    done();
  };
}
