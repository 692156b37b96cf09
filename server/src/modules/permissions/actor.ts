import type { Rights } from './rights.ts';

/** Whoever asks for something. */
export type Actor = AgencyActor | CandidateActor | SystemActor | AnonymousActor;

/** Whoever works for agencies, with the rights of a role: an employee, or a program that was given a key. */
export type AgencyActor = StaffActor | ApiClientActor;

interface WorksForAgencies {
  readonly id: string;
  readonly rights: Rights;
  /** The agencies whose rows exist for this actor; rows of others are as if they did not exist. */
  readonly agencyIds: readonly string[];
  /** Within them, the organisation units whose people exist for him; `undefined`: all. */
  readonly unitIds: readonly string[] | undefined;
}

export interface StaffActor extends WorksForAgencies {
  readonly kind: 'staff';
  /** While he looks as another role he changes nothing. */
  readonly lookingAs?: string;
  /** His role asks for a second factor, and he has none: he has no rights until he does. */
  readonly secondFactorMissing?: true;
}

export interface ApiClientActor extends WorksForAgencies {
  readonly kind: 'api-client';
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

export const worksForAgency = (actor: Actor): actor is AgencyActor =>
  actor.kind === 'staff' || actor.kind === 'api-client';
