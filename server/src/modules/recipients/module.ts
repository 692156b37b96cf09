import type { ModuleManifest } from '../module-manifest.ts';
import { recipientData } from './recipient.entity.ts';
import { CandidateRecipientsResolver, RecipientResolver } from './recipient.resolver.ts';
import { recipientsShield } from './recipients.shield.ts';

export const recipientsModule: ModuleManifest = {
  declarations: [recipientData],
  resolvers: [RecipientResolver, CandidateRecipientsResolver],
  shield: recipientsShield,
};
