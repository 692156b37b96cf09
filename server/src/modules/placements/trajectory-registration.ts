import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { CandidateSchema, career, figure, technical, WHO_PLACE_PEOPLE } from '../candidates/index.ts';
import { declarePersonalData, publishEnum } from '../personal-data/index.ts';

export const TRAJECTORY_STATUSES = ['AVAILABLE', 'IN_PROGRESS', 'COMPLETED', 'STOPPED'] as const;

publishEnum('TrajectoryStatus', TRAJECTORY_STATUSES, 'Where a trajectory registration stands.', {
  AVAILABLE: 'Available to take part (beschikbaar, C29).',
  IN_PROGRESS: 'Taking part.',
  COMPLETED: 'Completed.',
  STOPPED: 'Stopped before the end.',
});

/** Somebody who takes part, or can, in a trajectory such as a retraining (trajectinschrijving, C29). */
export const TrajectoryRegistrationSchema = defineEntity({
  name: 'TrajectoryRegistration',
  tableName: 'trajectory_registration',
  indexes: [{ name: 'trajectory_registration_candidate_status', properties: ['candidateId', 'status'] }],
  properties: {
    id: p.uuid().primary(),
    candidateId: () => p.manyToOne(CandidateSchema).mapToPk().fieldName('candidate_id'),
    trajectory: p.text(),
    registeredOn: p.date(),
    status: p.enum(TRAJECTORY_STATUSES).default('AVAILABLE'),
  },
});
export type TrajectoryRegistration = InferEntity<typeof TrajectoryRegistrationSchema>;

const registration = { ...figure, group: 'trajectory', change: WHO_PLACE_PEOPLE, ref: 'C29' } as const;

/** The row stays, for the figures (C2); which trajectory it was goes, since a retraining can say why somebody needed it. */
// prettier-ignore
export const trajectoryData = declarePersonalData(TrajectoryRegistrationSchema, { person: 'candidateId' }, {
  id:           { ...technical, nl: 'Id', en: 'Id' },
  candidateId:  { ...technical, nl: 'Kandidaat', en: 'Candidate' },
  trajectory:   { ...career, group: 'trajectory', ref: 'C29', nl: 'Traject', en: 'Trajectory' },
  registeredOn: { ...registration, nl: 'Ingeschreven op', en: 'Registered on' },
  status:       { ...registration, is: 'PROFESSIONAL', onAcceptance: 'SAME', nl: 'Status', en: 'Status' },
});
