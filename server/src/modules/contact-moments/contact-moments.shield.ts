import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, isAnyone } from '../permissions/index.ts';

export const contactMomentsShield: ShieldRules = {
  // The secret of the link is what opens these.
  Query: { erasureQuestion: isAnyone },
  Mutation: { keepMyData: isAnyone, anonymiseMyData: isAnyone },
  ErasureQuestion: isAnyone,
  HeldCategory: isAnyone,
  AnswerQuestionPayload: isAnyone,
  UserError: isAnyone,
  Agency: { contactMoments: can('retention:read') },
  ContactMoment: can('retention:read'),
};
