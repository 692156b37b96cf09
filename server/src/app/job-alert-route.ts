import type { FastifyInstance } from 'fastify';
import { stopJobAlerts } from '../modules/job-alerts/index.ts';
import type { ContextOf } from './http.ts';

const LARGEST_BODY = 2_000;
type Stop = { Params: { token: string }; Body: string };

/**
 * `POST /job-alerts/stop/{secret}`: what a mail program sends when its reader presses “unsubscribe” (RFC 8058). Nobody is signed in, and
 * the answer says nothing about whether the link is known. Whoever merely opens the address comes to the page, which asks (S9).
 */
export function jobAlertRoutes(contextOf: ContextOf) {
  return (app: FastifyInstance, _options: object, done: () => void) => {
    // As a form or as parts of one: what is in it is looked for as it stands.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: LARGEST_BODY }, (_request, body, parsed) =>
      parsed(null, body),
    );
    app.post<Stop>('/job-alerts/stop/:token', async (request, reply) => {
      const asked = typeof request.body === 'string' ? request.body : '';
      if (!asked.includes('List-Unsubscribe') || !asked.includes('One-Click'))
        return reply.status(400).type('text/plain; charset=utf-8').send('Send List-Unsubscribe=One-Click.');
      const { work } = await contextOf(request, reply);
      await stopJobAlerts(work, request.params.token);
      return reply.header('cache-control', 'no-store').type('text/plain; charset=utf-8').send('OK');
    });
    app.get<Stop>('/job-alerts/stop/:token', (request, reply) =>
      reply
        .header('cache-control', 'no-store')
        .redirect(`/job-alerts#${encodeURIComponent(request.params.token)}`, 302),
    );
    done();
  };
}
