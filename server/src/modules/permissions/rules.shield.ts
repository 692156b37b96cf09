import { rule } from 'graphql-shield';
import type { Rule } from '../../platform/graphql/index.ts';
import { DomainError, forbidden } from '../../platform/errors.ts';
import type { RequestContext } from './request-context.ts';
import type { FieldName } from './rights.ts';
import type { Permission } from './role.ts';

const unauthenticated = () => new DomainError('UNAUTHENTICATED', 'Sign in first.');

type Verdict = (context: RequestContext) => true | Error;

const rules = new Map<string, Rule>();

/**
 * A rule that looks at who asks and at nothing else, so that its answer is the same for every row of a request. Rules of
 * one name are one rule: graphql-shield refuses two.
 */
function aboutActor(name: string, verdict: Verdict): Rule {
  const known = rules.get(name);
  if (known) return known;
  const made = rule(name, { cache: 'no_cache' })((_parent: unknown, _args: unknown, context: RequestContext) =>
    verdict(context),
  );
  rules.set(name, made);
  return made;
}

const staffOr =
  (verdict: Verdict): Verdict =>
  (context) =>
    context.work.actor.kind === 'staff' ? verdict(context) : unauthenticated();

/** Everybody, signed in or not. */
export const isAnyone = aboutActor('isAnyone', () => true);

export const isStaff = aboutActor(
  'isStaff',
  staffOr(() => true),
);

export const can = (permission: Permission) =>
  aboutActor(
    `can ${permission}`,
    staffOr((context) => context.rights.permissions.has(permission) || forbidden()),
  );

/** H5: whether the role may see this field. */
export const canSee = (field: FieldName) =>
  aboutActor(
    `canSee ${field}`,
    staffOr((context) => context.rights.see.has(field) || forbidden('Your role may not see this field.')),
  );

/** The same for a type that may be read by who holds a permission alone, by whatever road he comes to it. */
export const canReadAndSee = (permission: Permission, field: FieldName) =>
  aboutActor(
    `can ${permission} and see ${field}`,
    staffOr(
      (context) =>
        (context.rights.permissions.has(permission) && context.rights.see.has(field)) ||
        forbidden('Your role may not see this field.'),
    ),
  );

/** Whether the role may see anything of this type; else it may not even know how many there are (D17). */
export const canSeeAnyOf = (type: string) =>
  aboutActor(
    `canSeeAnyOf ${type}`,
    staffOr(
      (context) =>
        [...context.rights.see].some((field) => field.startsWith(`${type}.`)) ||
        forbidden('Your role may not see these records.'),
    ),
  );
