import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, shieldOfReadable } from '../permissions/index.ts';
import { outgoingMailData } from './outgoing-mail.personal-data.ts';

const columns = shieldOfReadable('mail:read', outgoingMailData);
const readsMail = can('mail:read');

export const outgoingMailShield: ShieldRules = {
  Query: { outgoingMails: readsMail },
  Candidate: { mails: readsMail },
  OutgoingMail: { ...columns['OutgoingMail'], id: readsMail, candidate: readsMail },
  OutgoingMailConnection: readsMail,
  OutgoingMailEdge: readsMail,
};
