import { outsideRowScope, type EntityManager } from '../../platform/database/index.ts';
import { commonRights, rightsOf, type RightName, type Rights } from '../permissions/index.ts';
import type { PersonalDataCatalogue } from '../personal-data/index.ts';
import { RoleRightSchema, RoleSchema } from './role.entity.ts';

/** A role at one moment: another version is another set of rights. */
export interface RoleVersion {
  readonly id: string;
  readonly version: number;
}

/** Roles and versions that are kept; an installation with more reads the rest again. */
const KEPT = 200;

/**
 * The rights of every role that is in use, folded once for each version. A change of a role raises its version, which is
 * read with the session, so that it holds from the next request on, in every process.
 */
export class RoleBook {
  readonly #catalogue: PersonalDataCatalogue;
  readonly #kept = new Map<string, Rights>();

  constructor(catalogue: PersonalDataCatalogue) {
    this.#catalogue = catalogue;
  }

  async rights(em: EntityManager, role: RoleVersion): Promise<Rights> {
    const key = `${role.id}:${String(role.version)}`;
    return this.#kept.get(key) ?? this.#keep(key, await this.#read(em, role.id));
  }

  /** What an employee sees while he looks as another role: what both may see, and nothing that changes anything. */
  async rightsLookingAs(em: EntityManager, own: RoleVersion, other: RoleVersion): Promise<Rights> {
    const key = `${own.id}:${String(own.version)}>${other.id}:${String(other.version)}`;
    const known = this.#kept.get(key);
    if (known) return known;
    const common = commonRights(await this.rights(em, own), await this.rights(em, other));
    return this.#keep(key, { ...common, readOnly: true });
  }

  #read(em: EntityManager, id: string): Promise<Rights> {
    // What a role may do is the same for everybody, also for whom its row does not exist.
    return outsideRowScope(async () => {
      // In the caller's transaction, if he is in one: a connection more for each could wait for one another.
      const fork = em.fork({ keepTransactionContext: true });
      const { builtIn } = await fork.findOneOrFail(RoleSchema, { id });
      const changed = await fork.find(RoleRightSchema, { roleId: id });
      const changes = new Map(changed.map(({ right, granted }) => [right as RightName, granted]));
      return rightsOf(this.#catalogue, { builtIn: builtIn ?? null, changes });
    });
  }

  /** The same rights are always the same object, by which other things are kept that are made for them. */
  #keep(key: string, rights: Rights): Rights {
    if (this.#kept.size >= KEPT) this.#kept.delete(this.#kept.keys().next().value!);
    this.#kept.set(key, rights);
    return rights;
  }
}
