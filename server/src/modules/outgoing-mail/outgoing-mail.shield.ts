import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, canReadAndSee, shieldOfReadable, type FieldName } from '../permissions/index.ts';
import { outgoingMailData } from './outgoing-mail.personal-data.ts';

const columns = shieldOfReadable('mail:read', outgoingMailData);
const readsMail = can('mail:read');

/** A mail addresses its person by name, so whoever may not see that may not read it there either (D17). */
const NAMES: readonly FieldName[] = [
  'Candidate.callName',
  'Candidate.firstNames',
  'Candidate.namePrefix',
  'Candidate.lastName',
];
const ADDRESSES: readonly FieldName[] = ['Candidate.emailPrivate', 'Candidate.emailWork'];
const tells = (field: FieldName, others: readonly FieldName[]) => canReadAndSee('mail:read', field, ...others);

export const outgoingMailShield: ShieldRules = {
  Query: { outgoingMails: readsMail },
  Candidate: { mails: readsMail },
  OutgoingMail: {
    ...columns['OutgoingMail'],
    to: tells('OutgoingMail.to', ADDRESSES),
    subject: tells('OutgoingMail.subject', NAMES),
    text: tells('OutgoingMail.text', NAMES),
    id: readsMail,
    candidate: readsMail,
  },
  OutgoingMailConnection: readsMail,
  OutgoingMailEdge: readsMail,
};
