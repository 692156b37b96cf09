import type { FastifyInstance } from 'fastify';
import { FILE_POINTS, refuse, type Spend } from './file-answer.ts';
import type { ContextOf } from './http.ts';
import { DomainError } from '../platform/errors.ts';
import { toGlobalId } from '../platform/graphql/index.ts';
import { worksForAgency } from '../modules/permissions/index.ts';
import { receiveUpload } from '../modules/imports/index.ts';

/**
 * `POST /uploads` takes a file's bytes as the body and answers with the id by which an import names it. The header
 * `x-wisbaar-upload` makes sure that no other site's form can send one; a program with a key, which no browser sends by itself,
 * needs none.
 */
export function uploadRoutes({ dir, contextOf, spend }: { dir: string; contextOf: ContextOf; spend: Spend }) {
  return (app: FastifyInstance, _options: object, done: () => void) => {
    // The body is a stream: it never stands in memory as a whole.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    app.post('/uploads', async (request, reply) => {
      try {
        const context = await contextOf(request, reply);
        const { work, rights } = context;
        if (!worksForAgency(work.actor)) throw new DomainError('UNAUTHENTICATED', 'Sign in first.');
        if (!rights.permissions.has('candidate:import'))
          throw new DomainError('FORBIDDEN', 'Your role may not import.');
        if (work.actor.kind === 'staff' && request.headers['x-wisbaar-upload'] === undefined)
          throw new DomainError('FORBIDDEN', 'The header x-wisbaar-upload is missing.');
        await spend(context, FILE_POINTS.UPLOAD);
        const upload = await receiveUpload(work, request.body as NodeJS.ReadableStream as never, dir);
        return await reply.send({ uploadId: toGlobalId('Upload', upload.id) });
      } catch (error) {
        return refuse(reply, error);
      }
    });
    done();
  };
}
