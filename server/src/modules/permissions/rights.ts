import type { PersonalDataCatalogue } from '../personal-data/index.ts';
import { type BuiltInRole, isPermission, type Permission, PERMISSION_LINES, PERMISSIONS } from './role.ts';

/** A published field, `Candidate.lastName`. */
export type FieldName = `${string}.${string}`;

/** One thing that a role may or may not do, as it is stored: an action, seeing or changing a field, a type of document. */
export type RightName = Permission | `see:${FieldName}` | `change:${FieldName}` | `document:${string}`;

/** What one role may do: looked up, never computed, once a request is under way (H5, H6). */
export interface Rights {
  readonly permissions: ReadonlySet<Permission>;
  readonly see: ReadonlySet<FieldName>;
  readonly change: ReadonlySet<FieldName>;
  /** The types of document that differ from `allDocumentTypes`, by their id. */
  readonly documentTypes: ReadonlyMap<string, boolean>;
  readonly allDocumentTypes: boolean;
  /** For who looks as another role: he changes nothing meanwhile. */
  readonly readOnly?: true;
  /** For who must set up a second factor first: nothing is open to him but his own account. */
  readonly awaitsFactor?: true;
}

export const NO_RIGHTS: Rights = {
  permissions: new Set(),
  see: new Set(),
  change: new Set(),
  documentTypes: new Map(),
  allDocumentTypes: false,
};

/** Of whoever has a role that asks for a second factor, until he has one. */
export const AWAITING_FACTOR: Rights = { ...NO_RIGHTS, awaitsFactor: true };

/** A role as it is stored: what it starts from, and what an admin changed. A role of an agency's own starts from nothing. */
export interface RoleMake {
  readonly builtIn: BuiltInRole | null;
  readonly changes: ReadonlyMap<RightName, boolean>;
}

/** The rights of a role, folded from the declarations of personal data (B1) and an admin's changes. Change implies see. */
export function rightsOf(catalogue: PersonalDataCatalogue, { builtIn, changes }: RoleMake): Rights {
  const has = (right: RightName, byDefault: boolean) => changes.get(right) ?? byDefault;
  const see = new Set<FieldName>();
  const change = new Set<FieldName>();
  for (const { type, field, line } of catalogue.publishedFields()) {
    const name: FieldName = `${type}.${field}`;
    const [sees, changesIt] = [line.see, line.change].map((roles) => builtIn !== null && roles.includes(builtIn));
    const mayChange = has(`change:${name}`, changesIt!);
    if (mayChange) change.add(name);
    if (mayChange || has(`see:${name}`, sees! || changesIt!)) see.add(name);
  }
  const documentTypes = new Map<string, boolean>();
  for (const [right, granted] of changes)
    if (right.startsWith('document:')) documentTypes.set(right.slice('document:'.length), granted);
  return {
    permissions: new Set(
      PERMISSIONS.filter((one) => has(one, builtIn !== null && PERMISSION_LINES[one].of.includes(builtIn))),
    ),
    see,
    change,
    documentTypes,
    allDocumentTypes: builtIn !== null,
  };
}

/** The rights of a built-in role as it comes. */
export const builtInRights = (catalogue: PersonalDataCatalogue, builtIn: BuiltInRole): Rights =>
  rightsOf(catalogue, { builtIn, changes: new Map() });

/** Whether documents of this type exist for who has these rights. */
export const seesDocumentType = (rights: Rights, documentTypeId: string): boolean =>
  rights.documentTypes.get(documentTypeId) ?? rights.allDocumentTypes;

export function hasRight(rights: Rights, right: RightName): boolean {
  if (isPermission(right)) return rights.permissions.has(right);
  const [kind, name] = [right.slice(0, right.indexOf(':')), right.slice(right.indexOf(':') + 1)];
  if (kind === 'document') return seesDocumentType(rights, name);
  return (kind === 'see' ? rights.see : rights.change).has(name as FieldName);
}

/** What both have: whoever looks as another role sees through both at once. */
export function commonRights(one: Rights, other: Rights): Rights {
  const types = new Set([...one.documentTypes.keys(), ...other.documentTypes.keys()]);
  return {
    permissions: one.permissions.intersection(other.permissions),
    see: one.see.intersection(other.see),
    change: one.change.intersection(other.change),
    documentTypes: new Map([...types].map((id) => [id, seesDocumentType(one, id) && seesDocumentType(other, id)])),
    allDocumentTypes: one.allDocumentTypes && other.allDocumentTypes,
  };
}

/** Whether every right of `inner` is one of `outer` too. */
export function within(inner: Rights, outer: Rights): boolean {
  return (
    inner.permissions.isSubsetOf(outer.permissions) &&
    inner.see.isSubsetOf(outer.see) &&
    inner.change.isSubsetOf(outer.change) &&
    (!inner.allDocumentTypes || outer.allDocumentTypes) &&
    [...inner.documentTypes].every(([id, granted]) => !granted || seesDocumentType(outer, id)) &&
    [...outer.documentTypes].every(([id, granted]) => granted || !seesDocumentType(inner, id))
  );
}
