import { rows, sql } from '../../../platform/database/index.ts';
import { queueSealedLetter } from '../../outgoing-mail/index.ts';
import type { Work } from '../../permissions/index.ts';
import type { StaffLanguage } from '../staff.ts';
import { STAFF_MAILS, type StaffMailKind } from './staff-mail-texts.ts';

export interface StaffMail {
  staffId: string;
  kind: StaffMailKind;
  /** One mail for each. */
  occasion: string;
  linkToken?: string;
  /** Where to, when not to the account's own address. */
  to?: string;
}

/** Stores a mail to an employee, in the caller's transaction. Its address is sealed, and the row goes when it has left. */
export async function queueStaffMail(work: Work, mail: StaffMail): Promise<void> {
  const [staff] = await rows<{
    name: string;
    email: string;
    language: StaffLanguage;
    agency_id: string;
    agency_name: string;
  }>(
    work.em,
    sql`select u.name, u.email, u.language, g.id as agency_id, g.name as agency_name
        from staff_user u join staff_agency a on a.staff_id = u.id join agency g on g.id = a.agency_id
        where u.id = ${mail.staffId} order by g.name limit 1`,
  );
  // Who works for no agency has nobody in whose name to write to him.
  if (!staff) return;
  const { subject, text } = STAFF_MAILS[mail.kind][staff.language];
  const fill = (template: string) =>
    template.replaceAll('{naam}', plain(staff.name)).replaceAll('{bureau}', plain(staff.agency_name));
  await queueSealedLetter(work, {
    agencyId: staff.agency_id,
    kind: mail.kind,
    to: mail.to ?? staff.email,
    subject: fill(subject),
    text: fill(text),
    occasion: mail.occasion,
    ...(mail.linkToken === undefined ? {} : { linkToken: mail.linkToken }),
  });
}

/** A name can make no placeholder, no line and no header. */
const plain = (text: string) => text.replace(/[{}\r\n\t]/g, ' ').replaceAll('$', '$$$$');
