import { rule } from 'graphql-shield';
import type { Rule, TypeRules } from '../../platform/graphql/index.ts';
import { DomainError, forbidden } from '../../platform/errors.ts';
import type { Actor, AgencyActor } from './actor.ts';
import type { FieldName, Rights } from './rights.ts';
import { PERMISSION_LINES, PERMISSIONS, type Permission, type PermissionGroup } from './role.ts';

const unauthenticated = () => new DomainError('UNAUTHENTICATED', 'Sign in first.');

/** All that a rule may look at, so that its answer is the same for all who have these rights. */
export interface Asker {
  readonly rights: Rights;
  readonly work: { readonly actor: { readonly kind: Actor['kind'] } };
}

/** What a rule says of who asks: that he may, or why not. */
export type Verdict = (asker: Asker) => true | Error;

/** Work by which one comes to people: with them, with their erasure, with what the rules select, with mails and proofs. */
const MEETING_PEOPLE: readonly PermissionGroup[] = ['candidates', 'erasure', 'rules', 'proof'];

const rules = new Map<string, Rule>();
const verdicts = new WeakMap<Rule, Verdict>();

/** What a rule of the tree says, as a function; every rule of ours looks at the actor alone. */
export function verdictOf(rule: Rule): Verdict {
  const verdict = verdicts.get(rule);
  if (!verdict) throw new Error('A rule of the shield was not made by aboutActor, so it can’t be resolved per role.');
  return verdict;
}

/**
 * A rule that looks at who asks and at nothing else, so that its answer is the same for every row of a request. Rules of
 * one name are one rule: graphql-shield refuses two.
 */
function aboutActor(name: string, verdict: Verdict): Rule {
  const known = rules.get(name);
  if (known) return known;
  const made = rule(name, { cache: 'no_cache' })((_parent: unknown, _args: unknown, asker: Asker) => verdict(asker));
  rules.set(name, made);
  verdicts.set(made, verdict);
  return made;
}

const WORK_FOR_AGENCIES: readonly Actor['kind'][] = ['staff', 'api-client'] satisfies AgencyActor['kind'][];

const signedInOr =
  (verdict: Verdict): Verdict =>
  (asker) =>
    WORK_FOR_AGENCIES.includes(asker.work.actor.kind) ? verdict(asker) : unauthenticated();

const staffOr = (verdict: Verdict): Verdict =>
  signedInOr((asker) =>
    asker.rights.awaitsFactor ? forbidden('Set up your second factor first: your role asks for it.') : verdict(asker),
  );

/** Everybody, signed in or not. */
export const isAnyone = aboutActor('isAnyone', () => true);

/** For what of somebody's own account is open to him also while he must still set up a second factor. */
export const isSignedIn = aboutActor(
  'isSignedIn',
  signedInOr(() => true),
);

export const isStaff = aboutActor(
  'isStaff',
  staffOr(() => true),
);

/**
 * The same rules, but for no program: what somebody does about his own account is for people, whatever the role of a key.
 */
export const forPeople = (rules: TypeRules): TypeRules =>
  Object.fromEntries(
    Object.entries(rules).map(([field, rule]) => [
      field,
      aboutActor(`${rule.name} for people`, (asker) =>
        asker.work.actor.kind === 'api-client'
          ? forbidden('This is for people, not for programs with a key.')
          : verdictOf(rule)(asker),
      ),
    ]),
  );

/** For what another system tells us: no person says it in its place, whatever his role. */
export const forPrograms = (permission: Permission) =>
  aboutActor(
    `can ${permission} as a program`,
    staffOr(({ rights, work }) =>
      work.actor.kind === 'api-client'
        ? rights.permissions.has(permission) || forbidden()
        : forbidden('This is for programs with a key, not for people.'),
    ),
  );

/** Nobody: what holds for a field for which nobody wrote a rule. */
export const isNobody = aboutActor('isNobody', () => forbidden('This field is not open to anybody.'));

export const can = (permission: Permission) =>
  aboutActor(
    `can ${permission}`,
    staffOr(({ rights }) => rights.permissions.has(permission) || forbidden()),
  );

/** For what tells of two kinds of work at once. */
export const canBoth = (one: Permission, other: Permission) =>
  aboutActor(
    `can ${one} and ${other}`,
    staffOr(({ rights }) => (rights.permissions.has(one) && rights.permissions.has(other)) || forbidden()),
  );

/** For what tells of two kinds of work at once, and by its number of what these fields hold (D17). */
export const canBothAndSee = (one: Permission, other: Permission, ...fields: readonly FieldName[]) =>
  aboutActor(
    `can ${one} and ${other} and see ${fields.join(' and ')}`,
    staffOr(
      ({ rights }) =>
        ([one, other].every((permission) => rights.permissions.has(permission)) &&
          fields.every((field) => rights.see.has(field))) ||
        forbidden('Your role may not see this field.'),
    ),
  );

/** For what several kinds of work need alike. */
export const canEither = (...some: readonly Permission[]) =>
  aboutActor(
    `can ${some.join(' or ')}`,
    staffOr(({ rights }) => some.some((permission) => rights.permissions.has(permission)) || forbidden()),
  );

/** Whoever has nothing to do with people does not so much as hear whether there is somebody with an id. */
export const meetsPeople = canEither(
  ...PERMISSIONS.filter(
    (permission) => MEETING_PEOPLE.includes(PERMISSION_LINES[permission].group) && permission !== 'report:read',
  ),
);

/** H5: whether the role may see this field. */
export const canSee = (field: FieldName) =>
  aboutActor(
    `canSee ${field}`,
    staffOr(({ rights }) => rights.see.has(field) || forbidden('Your role may not see this field.')),
  );

/**
 * The same for a type that may be read by who holds a permission alone, by whatever road he comes to it. More fields than one:
 * for a value in which others are told too, so that it is no way around them (D17).
 */
export const canReadAndSee = (permission: Permission, ...fields: readonly FieldName[]) =>
  aboutActor(
    `can ${permission} and see ${fields.join(' and ')}`,
    staffOr(
      ({ rights }) =>
        (rights.permissions.has(permission) && fields.every((field) => rights.see.has(field))) ||
        forbidden('Your role may not see this field.'),
    ),
  );

/** Whether the role may see anything of this type; else it may not even know how many there are (D17). */
export const canSeeAnyOf = (type: string) =>
  aboutActor(
    `canSeeAnyOf ${type}`,
    staffOr(
      ({ rights }) =>
        [...rights.see].some((field) => field.startsWith(`${type}.`)) ||
        forbidden('Your role may not see these records.'),
    ),
  );
