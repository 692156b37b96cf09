import type { ModuleManifest } from '../module-manifest.ts';
import { outgoingMailData } from './outgoing-mail.personal-data.ts';
import { CandidateMailsResolver, loadOutgoingMail, OutgoingMailResolver } from './outgoing-mail.resolver.ts';
import { outgoingMailShield } from './outgoing-mail.shield.ts';

export const outgoingMailModule: ModuleManifest = {
  declarations: [outgoingMailData],
  resolvers: [OutgoingMailResolver, CandidateMailsResolver],
  nodes: { OutgoingMail: loadOutgoingMail },
  shield: outgoingMailShield,
};
