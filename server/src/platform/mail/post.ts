import { createTransport, type SendMailOptions } from 'nodemailer';

export interface Letter {
  from: { name: string; address: string };
  to: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
}

/**
 * What became of a letter. `REFUSED`: for good. `LATER`: nothing was taken over, try again. `UNCLEAR`: the conversation
 * broke off after the letter was handed over, so it may have arrived; only a person may send it again.
 */
export type Delivery = { outcome: 'SENT' } | { outcome: 'REFUSED' | 'LATER' | 'UNCLEAR'; problem: string };

export interface Post {
  deliver(letter: Letter): Promise<Delivery>;
  close(): void;
}

/** Steps of the conversation before the letter itself is handed over. */
const BEFORE_DATA = ['CONN', 'EHLO', 'HELO', 'STARTTLS', 'AUTH', 'MAIL FROM', 'RCPT TO'];

/** Speaks SMTP with the server at `smtpUrl`, one letter at a time on a kept connection. */
export function openPost(smtpUrl: string): Post {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 2,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as never);
  return {
    async deliver(letter) {
      const message: SendMailOptions = { ...letter, headers: { 'Auto-Submitted': 'auto-generated' } };
      try {
        await transport.sendMail(message);
        return { outcome: 'SENT' };
      } catch (error) {
        return judge(error as { responseCode?: number; code?: string; command?: string });
      }
    },
    close: () => transport.close(),
  };
}

/** Reads a refusal by its numbers alone: the server's own words may hold the address. */
export function judge(error: { responseCode?: number; code?: string; command?: string }): Delivery {
  const problem = error.responseCode ? `SMTP_${String(error.responseCode)}` : (error.code ?? 'SMTP_UNKNOWN');
  if (error.responseCode && error.responseCode >= 500) return { outcome: 'REFUSED', problem };
  if (error.responseCode && error.responseCode >= 400) return { outcome: 'LATER', problem };
  if (error.code === 'EENVELOPE') return { outcome: 'REFUSED', problem };
  const early =
    error.command === undefined
      ? ['ECONNREFUSED', 'EDNS', 'ETIMEDOUT'].includes(error.code ?? '')
      : BEFORE_DATA.some((step) => error.command!.startsWith(step));
  return { outcome: early ? 'LATER' : 'UNCLEAR', problem };
}
