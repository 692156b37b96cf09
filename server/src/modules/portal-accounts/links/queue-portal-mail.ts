import { rows, sql } from '../../../platform/database/index.ts';
import { queueSealedLetter } from '../../outgoing-mail/index.ts';
import type { Work } from '../../permissions/index.ts';
import { accountPlace } from '../account/sealed-names.ts';
import { PORTAL_MAILS, type PortalMailKind } from './portal-mail-texts.ts';

export interface PortalLetter {
  agencyId: string;
  language: 'nl' | 'en';
  kind: PortalMailKind;
  to: string;
  /** One mail for each. */
  occasion: string;
  linkToken?: string;
}

/** Stores a mail about an account, in the caller's transaction. Its address is sealed, and the row goes when it has left (D6). */
export async function queuePortalLetter(work: Work, letter: PortalLetter): Promise<void> {
  const [agency] = await rows<{ name: string; contact_email: string }>(
    work.em,
    sql`select name, contact_email from agency where id = ${letter.agencyId}`,
  );
  const { subject, text } = PORTAL_MAILS[letter.kind][letter.language];
  const fill = (template: string) =>
    template.replaceAll('{bureau}', plain(agency!.name)).replaceAll('{contact}', plain(agency!.contact_email));
  await queueSealedLetter(work, {
    agencyId: letter.agencyId,
    kind: letter.kind,
    to: letter.to,
    subject: fill(subject),
    text: fill(text),
    occasion: letter.occasion,
    ...(letter.linkToken === undefined ? {} : { linkToken: letter.linkToken }),
  });
}

/** The same to whoever has an account, at its own address unless another is given. */
export async function queuePortalMail(
  work: Work,
  mail: { accountId: string; kind: PortalMailKind; occasion: string; linkToken?: string; to?: string },
): Promise<void> {
  const { accountId, to, ...letter } = mail;
  const [account] = await rows<{ agency_id: string; language: 'nl' | 'en'; email_sealed: Buffer }>(
    work.em,
    sql`select agency_id, language, email_sealed from portal_account where id = ${accountId}`,
  );
  const own = () => work.secrets.open(account!.email_sealed, accountPlace(accountId, 'email_sealed'));
  await queuePortalLetter(work, {
    ...letter,
    agencyId: account!.agency_id,
    language: account!.language,
    to: to ?? own(),
  });
}

/** A name can make no placeholder, no line and no header. */
const plain = (text: string) => text.replace(/[{}\r\n\t]/g, ' ').replaceAll('$', '$$$$');
