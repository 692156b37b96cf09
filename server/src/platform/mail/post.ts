import { createTransport, type SendMailOptions } from 'nodemailer';
import type SMTPTransport from 'nodemailer/lib/smtp-transport';

/** How long a server may be silent. */
const PATIENCE_MS = 30_000;

export interface Letter {
  from: { name: string; address: string };
  /** One address, never a list. */
  to: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  /** Of a series: where a mail program stops it for its reader with one POST (RFC 8058). */
  stopAt?: string;
}

/**
 * What became of a letter. `REFUSED`: for good. `LATER`: nothing was taken over, try again. `UNCLEAR`: the conversation
 * broke off after the letter was handed over, so it may have arrived; only a person may send it again.
 */
export type Delivery = { outcome: 'SENT' } | { outcome: 'REFUSED' | 'LATER' | 'UNCLEAR'; problem: string };

export interface Post {
  deliver(letter: Letter): Promise<Delivery>;
}

/**
 * Speaks SMTP with the server at `smtpUrl`, a connection for each letter: nodemailer's pool sends a letter again by itself
 * when its connection breaks, and nobody can then say whether it came twice.
 */
export function openPost(smtpUrl: string): Post {
  return {
    async deliver(letter) {
      const conversation = listenIn();
      const transport = createTransport({
        url: smtpUrl,
        disableFileAccess: true,
        disableUrlAccess: true,
        connectionTimeout: PATIENCE_MS,
        greetingTimeout: PATIENCE_MS,
        socketTimeout: PATIENCE_MS,
        debug: true,
        logger: conversation.ear,
      } as SMTPTransport.Options);
      const { stopAt, ...words } = letter;
      const message: SendMailOptions = {
        ...words,
        to: { name: '', address: letter.to },
        headers: {
          'Auto-Submitted': 'auto-generated',
          // Whole, on one line: a folded address is not understood by all.
          ...(stopAt === undefined
            ? {}
            : {
                'List-Unsubscribe': { prepared: true, value: `<${stopAt}>` },
                'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
              }),
        },
      };
      try {
        await transport.sendMail(message);
        return { outcome: 'SENT' };
      } catch (error) {
        return judge(error as SmtpRefusal, conversation.handedOver());
      } finally {
        transport.close();
      }
    },
  };
}

/**
 * Notices when the letter itself is handed over: a connection that breaks carries the same error before and after. What is
 * said is listened to and kept nowhere.
 */
function listenIn() {
  let handedOver = false;
  const hear = (entry: { tnx?: string }, text: unknown) => {
    if (entry.tnx === 'client' && text === 'DATA') handedOver = true;
  };
  const ear = { level: () => undefined, trace: hear, debug: hear, info: hear, warn: hear, error: hear, fatal: hear };
  return { ear, handedOver: () => handedOver };
}

interface SmtpRefusal {
  responseCode?: number;
  code?: string;
}

/**
 * Reads a refusal by its numbers alone: the server's own words may hold the address. For good is only what is said of this
 * recipient or this letter; a server that does not let us in, or is down, is asked again later.
 */
export function judge(error: SmtpRefusal, handedOver: boolean): Delivery {
  const problem = error.responseCode ? `SMTP_${String(error.responseCode)}` : (error.code ?? 'SMTP_UNKNOWN');
  const aboutThisMail = error.code === 'EENVELOPE' || error.code === 'EMESSAGE';
  if (error.responseCode) return { outcome: aboutThisMail && error.responseCode >= 500 ? 'REFUSED' : 'LATER', problem };
  if (error.code === 'EENVELOPE') return { outcome: 'REFUSED', problem };
  return { outcome: handedOver ? 'UNCLEAR' : 'LATER', problem };
}
