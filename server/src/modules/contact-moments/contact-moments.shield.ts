import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, isAnyone } from '../permissions/index.ts';

export const contactMomentsShield: ShieldRules = {
  // The secret of the link is what opens these.
  Query: { erasureQuestion: isAnyone, me: isAnyone },
  Mutation: { keepMyData: isAnyone, anonymiseMyData: isAnyone, saveContactMoments: can('retention:edit') },
  ErasureQuestion: isAnyone,
  HeldCategory: isAnyone,
  ErasureProof: isAnyone,
  ErasedCategory: isAnyone,
  StayingCategory: isAnyone,
  MyRecipient: isAnyone,
  Me: { displayName: isAnyone, bsn: isAnyone, label: isAnyone },
  AnswerQuestionPayload: isAnyone,
  UserError: isAnyone,
  Agency: { contactMoments: can('retention:read') },
  ContactMoment: can('retention:read'),
  SaveContactMomentsPayload: can('retention:edit'),
};
