import type { Role } from './role.ts';

/** Whoever asks for something. */
export type Actor = StaffActor | CandidateActor | SystemActor | AnonymousActor;

export interface StaffActor {
  readonly kind: 'staff';
  readonly id: string;
  readonly role: Role;
  /** The agencies whose rows this person may touch; rows of others are as if they did not exist. */
  readonly agencyIds: readonly string[];
}

/** A data subject, known by the link that was mailed to him. */
export interface CandidateActor {
  readonly kind: 'candidate';
  readonly candidateId: string;
}

/** A job or a command of the product itself. */
export interface SystemActor {
  readonly kind: 'system';
  readonly name: string;
}

export interface AnonymousActor {
  readonly kind: 'anonymous';
}

export const ANONYMOUS: AnonymousActor = { kind: 'anonymous' };
