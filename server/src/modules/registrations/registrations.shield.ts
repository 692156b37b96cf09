import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, isAnyone, isStaff } from '../permissions/index.ts';

const invite = can('candidate:register');

export const registrationsShield: ShieldRules = {
  // Public forms, and links whose secret is what opens them.
  Query: { checkInInvitation: isAnyone, registrationToConfirm: isAnyone, checkInInvitations: invite },
  Mutation: {
    sendRegistration: isAnyone,
    takeUpInvitation: isAnyone,
    confirmRegistration: isAnyone,
    inviteToCheckIn: invite,
    withdrawCheckInInvitation: invite,
  },
  PublicLabel: { vacancies: isAnyone },
  PublicVacancy: isAnyone,
  FoundInvitation: isAnyone,
  RegistrationToConfirm: isAnyone,
  RegistrationPayload: isAnyone,
  CheckInInvitation: invite,
  CheckInInvitationPayload: isStaff,
};
