import type { FastifyInstance } from 'fastify';
import type { ContextOf } from './http.ts';
import { DomainError } from '../platform/errors.ts';
import { toGlobalId } from '../platform/graphql/index.ts';
import { receiveUpload } from '../modules/imports/index.ts';

const STATUS: Partial<Record<DomainError['code'], number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BAD_USER_INPUT: 400,
};

/**
 * `POST /uploads` takes a file's bytes as the body and answers with the id by which an import names it. The header
 * `x-wisbaar-upload` makes sure that no other site's form can send one.
 */
export function uploadRoutes({ dir, contextOf }: { dir: string; contextOf: ContextOf }) {
  return (app: FastifyInstance, _options: object, done: () => void) => {
    // The body is a stream: it never stands in memory as a whole.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    app.post('/uploads', async (request, reply) => {
      try {
        const { work, rights } = await contextOf(request, reply);
        if (work.actor.kind !== 'staff') throw new DomainError('UNAUTHENTICATED', 'Sign in first.');
        if (!rights.permissions.has('candidate:import'))
          throw new DomainError('FORBIDDEN', 'Your role may not import.');
        if (request.headers['x-wisbaar-upload'] === undefined)
          throw new DomainError('FORBIDDEN', 'The header x-wisbaar-upload is missing.');
        const upload = await receiveUpload(work, request.body as NodeJS.ReadableStream as never, dir);
        return await reply.send({ uploadId: toGlobalId('Upload', upload.id) });
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        return reply
          .status(STATUS[error.code] ?? 400)
          .send({ errors: [{ message: error.message, extensions: { code: error.code } }] });
      }
    });
    done();
  };
}
