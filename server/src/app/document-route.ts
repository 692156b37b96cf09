import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { addDocument, DOCUMENT_LIMIT, readDocument } from '../modules/documents/index.ts';
import { worksForAgency, type RequestContext } from '../modules/permissions/index.ts';
import { DomainError } from '../platform/errors.ts';
import { rowId, toGlobalId } from '../platform/graphql/index.ts';
import type { Logger } from '../platform/logger.ts';
import type { FileStore } from '../platform/storage/file-store.ts';
import { answerWithFile, FILE_POINTS, PRIVATE, readAs, refuse, type AsActor, type Spend } from './file-answer.ts';
import type { ContextOf } from './http.ts';

const id = z.string().max(200);
const asked = z.object({ candidate: id, type: id.optional(), replaces: id.optional() });
/** A little more than is kept, so that whoever sends too much mostly hears so, where a closed connection would say nothing. */
const BODY_LIMIT = DOCUMENT_LIMIT + 1024 * 1024;
/** Percent-encoded, since a header holds plain letters alone; not in the address, where it would be written down. */
const NAME_HEADER = 'x-file-name';

export interface DocumentRouteOptions {
  contextOf: ContextOf;
  asActor: AsActor;
  spend: Spend;
  store: FileStore;
  logger: Logger;
}

/**
 * `GET /documents/{id}` gives a document's file; `POST /documents?candidate=…&type=…` takes one, with its bytes as the body and its
 * name in the header `x-file-name`, and with `replaces=…` the next version of another. An employee's browser must send
 * `x-wisbaar-upload` too, which no other site's form can.
 */
export function documentRoutes({ contextOf, asActor, spend, store, logger }: DocumentRouteOptions) {
  const tellWhy = (error: unknown) => {
    if (error instanceof DomainError && error.code === 'FILES_UNAVAILABLE')
      logger.error({ err: error.cause }, 'the file store could not be used');
    return error;
  };
  return (app: FastifyInstance, _options: object, done: () => void) => {
    const visitors = new WeakMap<FastifyRequest, RequestContext>();
    const visitorOf = (request: FastifyRequest) => visitors.get(request)!;
    // Before a body is read: a stranger's is never held in memory.
    app.addHook('onRequest', async (request, reply) => {
      try {
        const context = await contextOf(request, reply);
        mustBeSignedIn(context);
        const brings = request.method === 'POST';
        if (brings && context.work.actor.kind === 'staff' && request.headers['x-wisbaar-upload'] === undefined)
          throw new DomainError('FORBIDDEN', 'The header x-wisbaar-upload is missing.');
        await spend(context, brings ? FILE_POINTS.DOCUMENT : FILE_POINTS.DOWNLOAD);
        visitors.set(request, context);
      } catch (error) {
        return refuse(reply.headers(PRIVATE), error);
      }
    });
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, parsed) =>
      parsed(null, body),
    );
    app.get<{ Params: { id: string } }>('/documents/:id', (request, reply) =>
      answerWithFile(reply, async () => {
        const { work } = visitorOf(request);
        const document = rowId('Document', request.params.id);
        try {
          return await asActor(work.actor, () => readDocument(work, store, document));
        } catch (error) {
          throw tellWhy(error);
        }
      }),
    );
    app.post('/documents', { bodyLimit: BODY_LIMIT }, async (request, reply) => {
      try {
        const { work } = visitorOf(request);
        const query = readAs(asked, request.query);
        const candidateId = rowId('Candidate', query.candidate, 'candidate');
        const document = await asActor(work.actor, () =>
          addDocument(work, store, {
            candidateId,
            fileName: fileName(request.headers[NAME_HEADER]),
            content: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
            ...(query.type === undefined ? {} : { documentTypeId: rowId('DocumentType', query.type, 'type') }),
            ...(query.replaces === undefined ? {} : { replaces: rowId('Document', query.replaces, 'replaces') }),
          }),
        );
        return await reply.send({ documentId: toGlobalId('Document', document.id) });
      } catch (error) {
        return refuse(reply, tellWhy(error));
      }
    });
    done();
  };
}

function mustBeSignedIn({ work }: RequestContext): void {
  if (!worksForAgency(work.actor)) throw new DomainError('UNAUTHENTICATED', 'Sign in first.');
}

function fileName(header: string | string[] | undefined): string {
  try {
    return decodeURIComponent(typeof header === 'string' ? header : '');
  } catch {
    return '';
  }
}
