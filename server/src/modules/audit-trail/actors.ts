import { StaffUserSchema } from '../accounts/index.ts';
import { ApiClientSchema } from '../api-clients/index.ts';
import { systemActorWords } from '../audit/index.ts';
import type { Work } from '../permissions/index.ts';
import { toGlobalId } from '../../platform/graphql/index.ts';
import { accountOf, knownAccounts, type ActorKind, type ReadEntry } from './read-entries.ts';

/** Who did something, as the world knows him. */
export interface ReadActor {
  readonly kind: ActorKind;
  readonly id: string | null;
  readonly name: string | null;
  readonly labelNl: string | null;
  readonly labelEn: string | null;
}

const NOBODY = { id: null, name: null, labelNl: null, labelEn: null };

/**
 * The actors of these entries. Who worked on what is the reader's is known to him by name, also when he has left; of what
 * concerns no agency, only who works for an agency of his.
 */
export async function actorsOf(work: Work, entries: readonly ReadEntry[]): Promise<Map<ReadEntry, ReadActor>> {
  const { staff, clients } = await knownAccounts(work);
  const known = new Set([...staff, ...clients]);
  const nameable = entries.flatMap(({ actorId, agencyId }) =>
    actorId !== null && (agencyId !== null || known.has(actorId)) ? [actorId] : [],
  );
  const names = await namesOf(work, entries, new Set(nameable));
  return new Map(entries.map((entry) => [entry, actorOf(entry, names.get(entry.actorId ?? '') ?? null)]));
}

async function namesOf(
  { em }: Work,
  entries: readonly ReadEntry[],
  nameable: ReadonlySet<string>,
): Promise<Map<string, string>> {
  const idsOf = (kind: ActorKind) => [
    ...new Set(entries.flatMap((one) => (one.actorKind === kind && nameable.has(one.actorId!) ? [one.actorId!] : []))),
  ];
  const staff = await em.find(StaffUserSchema, { id: { $in: idsOf('STAFF') } });
  const clients = await em.find(ApiClientSchema, { id: { $in: idsOf('API_CLIENT') } });
  return new Map([...staff, ...clients].map(({ id, name }) => [id, name]));
}

function actorOf({ actorKind: kind, actorId }: ReadEntry, name: string | null): ReadActor {
  if (kind === 'SYSTEM') {
    const { nl, en } = systemActorWords(actorId ?? '');
    return { ...NOBODY, kind, labelNl: nl, labelEn: en };
  }
  const account = accountOf(kind);
  return { ...NOBODY, kind, id: account && actorId !== null ? toGlobalId(account, actorId) : null, name };
}

/** Everybody whom a list can be narrowed to, employees first, by name. */
export async function possibleActors(work: Work): Promise<ReadActor[]> {
  const known = await knownAccounts(work);
  const byName = { orderBy: { name: 'asc', id: 'asc' } } as const;
  const staff = await work.em.find(StaffUserSchema, { id: { $in: known.staff } }, byName);
  const clients = await work.em.find(ApiClientSchema, { id: { $in: known.clients } }, byName);
  const actor = (kind: ActorKind, { id, name }: { id: string; name: string }): ReadActor => ({
    ...NOBODY,
    kind,
    id: toGlobalId(accountOf(kind)!, id),
    name,
  });
  return [...staff.map((one) => actor('STAFF', one)), ...clients.map((one) => actor('API_CLIENT', one))];
}
