import type { FastifyInstance } from 'fastify';
import { DomainError } from '../platform/errors.ts';
import { rowId } from '../platform/graphql/index.ts';
import type { Logger } from '../platform/logger.ts';
import type { FileStore } from '../platform/storage/file-store.ts';
import type { RequestContext, SignedInAccount } from '../modules/permissions/index.ts';
import { fetchMyExport, readMyDocument } from '../modules/portal-data/index.ts';
import { answerWithFile, FILE_POINTS, type Spend } from './file-answer.ts';
import type { ContextOf } from './http.ts';

export interface PortalFileOptions {
  contextOf: ContextOf;
  spend: Spend;
  store: FileStore;
  logger: Logger;
}

/**
 * Files of who is signed in to the portal: `GET /my/documents/{id}` one of his documents, `GET /my/export` all that is held of him, for
 * who has just given his password (B4).
 */
export function portalFileRoutes({ contextOf, spend, store, logger }: PortalFileOptions) {
  const tellWhy = (error: unknown) => {
    if (error instanceof DomainError && error.code === 'FILES_UNAVAILABLE')
      logger.error({ err: error.cause }, 'the file store could not be used');
    return error;
  };
  return (app: FastifyInstance, _options: object, done: () => void) => {
    app.get<{ Params: { id: string } }>('/my/documents/:id', (request, reply) =>
      answerWithFile(reply, async () => {
        const context = await contextOf(request, reply);
        const { candidateId } = await signedIn(context);
        await spend(context, FILE_POINTS.DOWNLOAD);
        if (candidateId === null) throw new DomainError('NOT_FOUND', 'Nothing of you is held any more.');
        const id = rowId('Document', request.params.id);
        try {
          return await readMyDocument(context.work, store, { kind: 'candidate', candidateId }, id);
        } catch (error) {
          throw tellWhy(error);
        }
      }),
    );
    app.get('/my/export', (request, reply) =>
      answerWithFile(reply, async () => {
        const context = await contextOf(request, reply);
        const account = await signedIn(context);
        await spend(context, FILE_POINTS.DOWNLOAD);
        return fetchMyExport(context.work, store, account);
      }),
    );
    done();
  };
}

async function signedIn(context: RequestContext): Promise<SignedInAccount> {
  const account = await context.portal.account();
  if (!account) throw new DomainError('UNAUTHENTICATED', 'Sign in first.');
  return account;
}
