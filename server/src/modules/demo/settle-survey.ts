import { base, Faker } from '@faker-js/faker';
import { insertRecords, type EntityManager } from '../../platform/database/index.ts';
import { ContactMomentSchema } from '../contact-moments/index.ts';
import { SurveySchema } from '../retention/index.ts';
import { DEFAULT_MESSAGES } from '../surveys/index.ts';

/** One of the agencies asks beforehand whether it may keep people for longer (H43). */
export async function settleSurvey(em: EntityManager, { seed }: { seed: number }, agencyId: string): Promise<void> {
  const faker = new Faker({ locale: [base], seed });
  const id = faker.string.uuid();
  await insertRecords(em, SurveySchema, [
    {
      ...{ id, agencyId, active: true, daysBefore: 45, keepPeriod: 'SAME_TERM', skipMailedDays: 30 },
      ...{ skipRunning: true, skipHired: true, skipInPool: false },
    },
  ]);
  await insertRecords(
    em,
    ContactMomentSchema,
    DEFAULT_MESSAGES.map((message) => ({ id: faker.string.uuid(), agencyId, surveyId: id, active: true, ...message })),
  );
}
