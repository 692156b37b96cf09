import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { escapeHtml, type Mailbox, type ReceivedMail } from '../platform/mail/index.ts';

const STYLE = `
  :root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5 }
  body { margin: 0 auto; max-width: 46rem; padding: 1.5rem 1rem }
  h1 { font-size: 1.4rem } a { color: inherit }
  ol { list-style: none; padding: 0; margin: 0 } li { border-top: 1px solid #8884; padding: .75rem 0 }
  .meta { opacity: .75; font-size: .9rem } pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit }
`;

const page = (title: string, body: string) =>
  `<!doctype html><html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body>${body}</body></html>`;

const time = (mail: ReceivedMail) =>
  mail.receivedAt.toLocaleString('nl-NL', { timeZone: 'Europe/Amsterdam', dateStyle: 'long', timeStyle: 'short' });

const linked = (text: string) =>
  escapeHtml(text).replace(/https?:\/\/[^\s<]+/g, (url) => `<a href="${url}">${url}</a>`);

/** Whether somebody who comes by may read letters to others. */
type MayRead = (request: FastifyRequest, reply: FastifyReply) => Promise<boolean>;

/** The built-in mailbox: only where mail goes nowhere else, so never on production. */
export function mailboxRoutes(mailbox: Mailbox, mayRead: MayRead) {
  return (app: FastifyInstance, _options: object, done: () => void) => {
    app.addHook('preHandler', async (request, reply) => {
      if (await mayRead(request, reply)) return;
      await reply
        .status(403)
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(
          page(
            'Postvak',
            '<h1>Dit postvak is voor beheerders</h1><p><a href="/admin">Log eerst in als beheerder</a></p>',
          ),
        );
    });
    app.get('/mailbox', (_request, reply) => {
      const items = mailbox
        .list()
        .map(
          (mail) =>
            `<li><a href="/mailbox/${String(mail.id)}">${escapeHtml(mail.subject)}</a><div class="meta">Aan ${escapeHtml(mail.to.join(', '))} · ${escapeHtml(time(mail))}</div></li>`,
        );
      const list = items.length === 0 ? '<p>Er is nog geen mail verstuurd.</p>' : `<ol>${items.join('')}</ol>`;
      return reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(
          page(
            'Postvak',
            `<h1>Postvak</h1><p class="meta">Alle mail die Wisbaar verstuurt, om uit te proberen. Na het afsluiten is dit leeg.</p>${list}`,
          ),
        );
    });
    app.get<{ Params: { id: string } }>('/mailbox/:id', (request, reply) => {
      const mail = mailbox.find(Number(request.params.id));
      reply.type('text/html; charset=utf-8').header('cache-control', 'no-store');
      if (!mail)
        return reply
          .status(404)
          .send(page('Postvak', '<h1>Deze mail is er niet</h1><p><a href="/mailbox">Terug</a></p>'));
      const head = `<p><a href="/mailbox">← Postvak</a></p><h1>${escapeHtml(mail.subject)}</h1><p class="meta">Van ${escapeHtml(mail.from)} aan ${escapeHtml(mail.to.join(', '))} · ${escapeHtml(time(mail))}</p>`;
      return reply.send(page(mail.subject, `${head}<pre>${linked(mail.text)}</pre>`));
    });
    done();
  };
}
