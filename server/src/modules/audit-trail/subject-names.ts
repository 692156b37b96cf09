import { StaffUserSchema } from '../accounts/index.ts';
import { ApiClientSchema } from '../api-clients/index.ts';
import { AgencySchema, OrganisationUnitSchema } from '../organisation/index.ts';
import { agenciesOf, type Work } from '../permissions/index.ts';
import { managedRoles } from '../roles/index.ts';
import { knownAccounts } from './read-entries.ts';

type Named = readonly { id: string; name: string }[];

/** How each kind of subject that is nobody's file is called. Candidates have fields, with rules of their own. */
const FINDERS: Readonly<Record<string, (work: Work, ids: string[]) => Promise<Named>>> = {
  Agency: ({ em, actor }, ids) => em.find(AgencySchema, { id: { $in: within(ids, agenciesOf(actor)) } }),
  ApiClient: async (work, ids) =>
    work.em.find(ApiClientSchema, { id: { $in: within(ids, (await knownAccounts(work)).clients) } }),
  OrganisationUnit: ({ em, actor }, ids) => {
    const agencies = agenciesOf(actor);
    return em.find(OrganisationUnitSchema, {
      id: { $in: ids },
      ...(agencies ? { agencyId: { $in: [...agencies] } } : {}),
    });
  },
  Role: async (work, ids) => (await managedRoles(work)).filter(({ id }) => ids.includes(id)),
  StaffUser: async (work, ids) =>
    work.em.find(StaffUserSchema, { id: { $in: within(ids, (await knownAccounts(work)).staff) } }),
};

const within = (ids: readonly string[], known: readonly string[] | undefined) =>
  known ? ids.filter((id) => known.includes(id)) : [...ids];

export const isNamed = (subjectType: string) => Object.hasOwn(FINDERS, subjectType);

/** The names of subjects of one kind that exist for who asks, by their ids. */
export async function subjectNames(
  work: Work,
  subjectType: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const found = await FINDERS[subjectType]!(work, [...ids]);
  return new Map(found.map(({ id, name }) => [id, name]));
}
