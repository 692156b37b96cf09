import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  id: number;
  receivedAt: Date;
  from: string;
  to: string[];
  subject: string;
  text: string;
}

export interface Mailbox {
  /** Where its SMTP server listens, on this machine only. */
  smtpUrl: string;
  /** Newest first. */
  list(): readonly ReceivedMail[];
  find(id: number): ReceivedMail | undefined;
  stop(): Promise<void>;
}

const LARGEST_BYTES = 1_000_000;
const MOST = 500;

/**
 * A mail server for trying the product out: it stands in for everybody's provider, takes every letter by real SMTP and
 * keeps the last 500 in memory, never on disk, so that nothing of them outlives the process.
 */
export async function startMailbox(now: () => Date): Promise<Mailbox> {
  const received: ReceivedMail[] = [];
  let lastId = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    size: LARGEST_BYTES,
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
          lastId += 1;
          received.unshift({
            id: lastId,
            receivedAt: now(),
            from: mail.from?.address ?? '',
            to: session.envelope.rcptTo.map((recipient) => recipient.address),
            subject: mail.subject ?? '',
            text: mail.text ?? '',
          });
          received.splice(MOST);
          callback();
        }, callback);
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  server.on('error', () => undefined); // a client that hangs up is no reason to stop
  const { port } = server.server.address() as AddressInfo;
  return {
    smtpUrl: `smtp://127.0.0.1:${String(port)}`,
    list: () => received,
    find: (id) => received.find((mail) => mail.id === id),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
