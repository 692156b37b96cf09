import type { ModuleManifest } from '../module-manifest.ts';
import { checkInInvitationData } from './checkin-invitation.entity.ts';
import { CheckInInvitationResolver, loadInvitation } from './checkin-invitation.resolver.ts';
import { registrationRequestData } from './registration-request.entity.ts';
import { RegistrationResolver } from './registration.resolver.ts';
import { registrationsShield } from './registrations.shield.ts';
import { sentCvData } from './sent-cv.entity.ts';

export const registrationsModule: ModuleManifest = {
  declarations: [registrationRequestData, checkInInvitationData, sentCvData],
  resolvers: [RegistrationResolver, CheckInInvitationResolver],
  nodes: { CheckInInvitation: loadInvitation },
  shield: registrationsShield,
};
