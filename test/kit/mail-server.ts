import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail extends Email {
  /** What the envelope says, which is where it went. */
  readonly recipients: readonly string[];
}

export interface MailServer {
  /** For SMTP_URL. */
  readonly url: string;
  readonly mails: readonly ReceivedMail[];
  /** The mails to this address, once there are so many. */
  waitForMails(address: string, count?: number): Promise<ReceivedMail[]>;
  stop(): Promise<void>;
}

/** A mail server that takes everything and passes nothing on. */
export async function startMailServer(): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const arrivals = new EventEmitter();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, done) {
      void (async () => {
        const mail = await PostalMime.parse(await buffer(stream));
        mails.push({ ...mail, recipients: session.envelope.rcptTo.map(({ address }) => address) });
        done();
        arrivals.emit('mail');
      })();
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    async waitForMails(address, count = 1) {
      const arrived = () => mails.filter(({ recipients }) => recipients.includes(address));
      while (arrived().length < count) await once(arrivals, 'mail');
      return arrived();
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The one personal link in a mail. */
export function linkIn(mail: ReceivedMail): string {
  const [link, ...more] = mail.text?.match(/https?:\/\/\S+\/bewaren#[\w-]+/g) ?? [];
  if (link === undefined || more.length > 0) throw new Error('A notice has one link; this mail has another number.');
  return link;
}

/** The secret of a link. */
export const tokenOf = (link: string): string => link.slice(link.indexOf('#') + 1);

/** The link in a mail that asks somebody to confirm his registration, or to take up an invitation. */
export function linkToConfirm(mail: ReceivedMail): string {
  const [link] = /https?:\/\/\S+#[\w-]+/.exec(mail.text ?? '') ?? [];
  if (link === undefined) throw new Error('This mail has no link.');
  return link;
}
