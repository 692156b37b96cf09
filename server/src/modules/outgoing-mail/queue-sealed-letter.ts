import { randomUUID } from 'node:crypto';
import { insertRecords, sql, type Sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import type { Work } from '../permissions/index.ts';
import { OutgoingMailSchema, type MailKind } from './outgoing-mail.entity.ts';

export interface SealedLetter {
  agencyId: string;
  kind: MailKind;
  to: string;
  subject: string;
  /** With `{link}` where the link comes. */
  text: string;
  /** The mailed link's secret; sealed until the mail has left. */
  linkToken?: string;
  /** The text is about somebody: it is stored sealed too. */
  sealsText?: boolean;
  /** One mail for each. */
  occasion: string;
}

/**
 * Stores a mail to an employee, or to somebody who is no candidate yet, in the caller’s transaction. The address is sealed, and
 * the row goes when it has left.
 */
export const queueSealedLetter = (work: Work, letter: SealedLetter): Promise<void> =>
  queueSealedLetters(work, [letter]);

const keyOf = (kind: MailKind, occasion: string): string => `${kind}:${occasion}`;

/** Whether a letter of this occasion waits to be sent, or is being sent. @param occasion a column, as text. */
export const letterWaits = (kind: MailKind, occasion: Sql): Sql =>
  sql`exists (select from outgoing_mail m where m.dedupe_key = ${keyOf(kind, '')}::text || ${occasion})`;

/** Several of them, each with words of its own, in one statement. */
export async function queueSealedLetters(work: Work, letters: readonly SealedLetter[]): Promise<void> {
  if (letters.length === 0) return;
  const now = work.clock.now().toISOString();
  await insertRecords(
    work.em,
    OutgoingMailSchema,
    letters.map((letter) => {
      const id = newId();
      const seal = (column: string, text: string) =>
        work.secrets.seal(text, { table: 'outgoing_mail', row: id, column });
      return {
        id,
        agencyId: letter.agencyId,
        kind: letter.kind,
        toSealed: seal('to_sealed', letter.to),
        subject: letter.subject,
        text: letter.sealsText ? '' : letter.text,
        textSealed: letter.sealsText ? seal('text_sealed', letter.text) : undefined,
        linkSealed: letter.linkToken === undefined ? undefined : seal('link_sealed', letter.linkToken),
        messageId: `<${randomUUID()}@wisbaar>`,
        dedupeKey: keyOf(letter.kind, letter.occasion),
        queuedAt: now,
        nextAttemptAt: now,
      };
    }),
  );
}
