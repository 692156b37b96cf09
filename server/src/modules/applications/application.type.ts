import { ObjectType } from 'type-graphql';
import { NodeType } from '../../platform/graphql/index.ts';
import { publishEnum, publishFields } from '../personal-data/index.ts';
import { APPLICATION_STATUSES, APPLICATION_TYPES } from './application.entity.ts';
import { applicationData } from './application.personal-data.ts';

publishEnum('ApplicationType', APPLICATION_TYPES, 'On what somebody applied.', {
  VACANCY: 'On a vacancy.',
  OPEN: 'Openly, on no vacancy (open sollicitatie).',
});
publishEnum('ApplicationStatus', APPLICATION_STATUSES, 'Where an application stands; the first four are running.', {
  NEW: 'Just received.',
  IN_PROCESS: 'Being looked at.',
  INTERVIEW: 'Invited to talk.',
  OFFERED: 'A job was offered.',
  HIRED: 'Hired.',
  REJECTED: 'Rejected (afgewezen).',
  WITHDRAWN: 'Withdrawn by the candidate.',
  CLOSED: 'Closed; after erasure every application is.',
});

@ObjectType('Application', {
  implements: NodeType,
  description: 'A registration (inschrijving): on a vacancy, or open.',
})
export class ApplicationType extends NodeType {}
publishFields(ApplicationType, applicationData);
