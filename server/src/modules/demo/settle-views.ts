import { base, Faker } from '@faker-js/faker';
import { insertRecords, type EntityManager } from '../../platform/database/index.ts';
import { toGlobalId } from '../../platform/graphql/index.ts';
import { SavedViewSchema } from '../saved-views/index.ts';

/** Views of the list as one keeps them: one for all of the agency, and one of the privacy officer's own (H47, H48). */
export async function settleViews(
  em: EntityManager,
  { seed }: { seed: number },
  { agencyId, officerId }: { agencyId: string; officerId: string },
): Promise<void> {
  const faker = new Faker({ locale: [base], seed });
  const view = { ownerId: officerId, orderBy: 'DUE_ASC' } as const;
  await insertRecords(em, SavedViewSchema, [
    {
      ...view,
      id: faker.string.uuid(),
      name: 'Zonder toestemming, binnen 14 dagen',
      filter: { daysUntilDue: 14, hasConsent: false },
      sharedWithId: agencyId,
    },
    {
      ...view,
      id: faker.string.uuid(),
      name: 'CheckIn, binnen 60 dagen',
      filter: { agencyId: toGlobalId('Agency', agencyId), daysUntilDue: 60, registrationKind: 'CHECKIN_FORM' },
      sharedWithId: null,
    },
  ]);
}
