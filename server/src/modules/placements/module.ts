import { ApplicationType } from '../applications/index.ts';
import { personRecords } from '../candidates/index.ts';
import type { ModuleManifest } from '../module-manifest.ts';
import { VacancyType } from '../vacancies/index.ts';
import { deletedHireCountData } from './deleted-hire-count.ts';
import { hireData } from './hire.ts';
import { offerData } from './offer.ts';
import { trajectoryData } from './trajectory-registration.ts';

const records = personRecords([
  {
    declaration: offerData,
    description: 'A job that was offered to somebody (aanbieding).',
    field: 'offers',
    fieldDescription: 'Offers (Aanbiedingen, C28), the oldest first.',
    order: 'offeredOn',
    links: { vacancyId: VacancyType },
    past: ['offeredOn'],
  },
  {
    declaration: hireData,
    description: 'Somebody who is taken on (aanname): drawn up, sent, confirmed.',
    field: 'hires',
    fieldDescription: 'Hires (Aannames, C32), the oldest first.',
    order: 'startsOn',
    links: { applicationId: ApplicationType, vacancyId: VacancyType },
    period: ['startsOn', 'endsOn'],
  },
  {
    declaration: trajectoryData,
    description:
      'Taking part, or being available to take part, in a trajectory such as a retraining (trajectinschrijving).',
    field: 'trajectoryRegistrations',
    fieldDescription: 'Trajectory registrations (Trajectinschrijvingen, C29), the oldest first.',
    order: 'registeredOn',
    past: ['registeredOn'],
  },
]);

export const placementsModule: ModuleManifest = {
  ...records,
  declarations: [...records.declarations, deletedHireCountData],
};
