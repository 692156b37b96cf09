import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, canSeeAnyOf, isStaff, shieldOf } from '../permissions/index.ts';
import { recipientData } from './recipient.entity.ts';

export const recipientsShield: ShieldRules = {
  Mutation: { noteRecipient: can('recipient:note'), confirmRecipientErasure: can('recipient:note') },
  Candidate: { recipients: canSeeAnyOf('Recipient') },
  Recipient: { ...shieldOf(recipientData)['Recipient'], id: isStaff },
  RecipientPayload: isStaff,
};
