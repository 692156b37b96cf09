import type { PersonalDataCatalogue } from '../personal-data/index.ts';
import type { Actor } from './actor.ts';
import { permissionsOf, type Permission, type Role, ROLES } from './role.ts';

/** A published field, `Candidate.lastName`. */
export type FieldName = `${string}.${string}`;

/** What one role may do: looked up, never computed, once a request is under way (H5, H6). */
export interface Rights {
  readonly permissions: ReadonlySet<Permission>;
  readonly see: ReadonlySet<FieldName>;
  readonly change: ReadonlySet<FieldName>;
}

const NO_RIGHTS: Rights = { permissions: new Set(), see: new Set(), change: new Set() };

/** The matrix of roles and fields, folded once from the declarations of personal data (B1). Change implies see. */
export class RightsMatrix {
  readonly #byRole: ReadonlyMap<Role, Rights>;

  constructor(catalogue: PersonalDataCatalogue) {
    this.#byRole = new Map(ROLES.map((role) => [role, rightsOf(role, catalogue)]));
  }

  of(actor: Actor): Rights {
    return actor.kind === 'staff' ? this.#byRole.get(actor.role)! : NO_RIGHTS;
  }
}

function rightsOf(role: Role, catalogue: PersonalDataCatalogue): Rights {
  const see = new Set<FieldName>();
  const change = new Set<FieldName>();
  for (const { type, field, line } of catalogue.publishedFields()) {
    const name: FieldName = `${type}.${field}`;
    if (line.change.includes(role)) change.add(name);
    if (line.see.includes(role) || line.change.includes(role)) see.add(name);
  }
  return { permissions: new Set(permissionsOf(role)), see, change };
}
