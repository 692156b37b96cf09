import { rows, sql, type EntityManager } from '../../platform/database/index.ts';
import { forbidden, notFound } from '../../platform/errors.ts';
import { agenciesOf, type Actor, type Work } from '../permissions/index.ts';
import { roleToGrant, type RoleBook } from '../roles/index.ts';
import { ApiClientSchema, type ApiClient } from './api-client.entity.ts';

/** A client exists for who works for every agency that it works for. */
const exists = (actor: Actor, client: ApiClient): boolean =>
  client.agencyIds.every((id) => agenciesOf(actor)?.includes(id) ?? true);

/** The clients that exist for this actor, by name. */
export async function listApiClients({ em, actor }: Work): Promise<ApiClient[]> {
  const clients = await em.find(ApiClientSchema, {}, { orderBy: { name: 'asc', id: 'asc' } });
  return clients.filter((client) => exists(actor, client));
}

/** Nobody else may so much as know that there is one. */
export async function findApiClient({ em, actor }: Work, id: string): Promise<ApiClient | null> {
  if (!mayManage(actor)) return null;
  const client = await em.findOne(ApiClientSchema, { id });
  return client && exists(actor, client) ? client : null;
}

const mayManage = (actor: Actor) => actor.kind === 'staff' && actor.rights.permissions.has('api-client:manage');

/** People alone: a program that made keys could outlive its own. @throws DomainError FORBIDDEN */
export function mustManage({ actor }: Work): void {
  if (!mayManage(actor)) throw forbidden();
}

/** The client, locked until the transaction ends. @throws DomainError NOT_FOUND, FORBIDDEN */
export async function lockApiClient(work: Work, id: string): Promise<ApiClient> {
  mustManage(work);
  await rows(work.em, sql`select from api_client where id = ${id} for update`);
  const client = await findApiClient(work, id);
  if (!client) throw notFound();
  return client;
}

/**
 * Whoever gets to see a key can do what its client may: so only who may give its role away.
 * @throws DomainError NOT_FOUND, FORBIDDEN
 */
export async function mustBeAbleToGrant(em: EntityManager, actor: Actor, book: RoleBook, roleId: string) {
  if (!(await roleToGrant(em, actor, book, roleId))) throw notFound();
}

/** The agency that an audit entry about the client is of; of one for several agencies, none in particular. */
export const agencyOf = ({ agencyIds }: ApiClient): string | null => (agencyIds.length === 1 ? agencyIds[0]! : null);
