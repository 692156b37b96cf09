import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isRequiredInputField,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldsOf } from '../../test-kit/roads/paths.ts';
import { EVERY_RIGHT, makeWorld, type Traveller, type World } from '../../test-kit/roads/world.ts';
import { NO_RIGHTS, PERMISSIONS, verdictOf, type Permission, type Rights } from '../modules/permissions/index.ts';
import { rows, sql } from '../platform/database/index.ts';
import { toGlobalId } from '../platform/graphql/index.ts';
import { newId } from '../platform/ids.ts';
import { ruleOf } from './guarded-schema.ts';
import { publishedSchema, shieldTree } from './schema.ts';

const schema = publishedSchema();
const mutations = fieldsOf(schema, 'Mutation');
/** Every table is looked at after every mutation, on a machine that may be busy. */
const SLOW = 300_000;
const isRefused = (mutation: string, rights: Rights) =>
  verdictOf(ruleOf(shieldTree, 'Mutation', mutation))({ rights, work: { actor: { kind: 'staff' } } }) !== true;

/** Mutations that a role without any right may call, and what they look at instead. */
// prettier-ignore
const ASK_NO_RIGHT: Readonly<Record<string, readonly string[]>> = {
  'his own account': [
    'changePassword', 'confirmPassword', 'confirmSecondFactor', 'endOtherSessions', 'endSession', 'renewRecoveryCodes', 'requestEmailChange',
    'signOut', 'startSecondFactor', 'stopLookingAsRole', 'turnOffSecondFactor',
  ],
  'what he knows, or was mailed': [
    'confirmEmailChange', 'requestPasswordReset', 'setPassword', 'signIn', 'signInWithCode', 'takeUpInvitation',
  ],
  'whose data it is, by a link or his own login': [
    'anonymiseMyData', 'askMyCorrection', 'giveMyConsent', 'keepMyData', 'removeMyRecord', 'requestMyExport', 'saveMyRecord', 'updateMyData',
    'withdrawMyConsent',
  ],
  'an account of the portal, or a mail to it': [
    'changePortalPassword', 'choosePortalPassword', 'confirmPortalEmailChange', 'confirmPortalPassword', 'confirmPortalRegistration',
    'connectMyAccount', 'deletePortalAccount', 'endOtherPortalSessions', 'endPortalSession', 'pauseJobAlert', 'registerOnPortal', 'removeJobAlert',
    'requestPortalEmailChange', 'requestPortalPasswordReset', 'saveJobAlert', 'signInToPortal', 'signOutOfPortal', 'stopJobAlerts',
  ],
  'a mailbox that is confirmed': ['confirmRegistration', 'sendRegistration'],
};

/** Each without which it is refused; none where any of several will do, or where it is for programs alone. */
function neededFor(mutation: string): Permission[] {
  const needed = PERMISSIONS.filter((permission) => isRefused(mutation, allBut(permission)));
  return needed.length === PERMISSIONS.length ? [] : needed;
}

const allBut = (permission: Permission): Rights => ({
  ...NO_RIGHTS,
  permissions: new Set(PERMISSIONS.filter((one) => one !== permission)),
  // What fields may be seen makes no difference to a deed that the permission is for.
  see: new Set(EVERY_RIGHT.flatMap((right) => (right.startsWith('see:') ? [right.slice(4) as `${string}.${string}`] : []))), // prettier-ignore
});

describe('a mutation whose right one lacks (H2, H6, S1)', () => {
  let world: World;
  let nobody: Traveller;
  const without = new Map<Permission, Traveller>();
  beforeAll(async () => {
    world = await makeWorld();
    nobody = await world.ownRole('no right', []);
    for (const permission of PERMISSIONS)
      without.set(
        permission,
        await world.ownRole(
          `all but ${permission}`,
          EVERY_RIGHT.filter((right) => right !== permission),
        ),
      );
  });
  afterAll(() => world.stop());

  async function least(name: string, type: GraphQLInputType): Promise<unknown> {
    if (isListType(getNullableType(type))) return [];
    const named = getNamedType(type);
    if (isEnumType(named)) return named.getValues()[0]!.name;
    if (isInputObjectType(named)) {
      const members = Object.values(named.getFields()).filter(isRequiredInputField);
      return Object.fromEntries(
        await Promise.all(members.map(async (one) => [one.name, await least(one.name, one.type)] as const)),
      );
    }
    const values: Readonly<Record<string, unknown>> = { Int: 1, Float: 1, Boolean: false, Date: '2026-01-01', DateTime: '2026-01-01T00:00:00Z', JSONObject: {}, String: newId() }; // prettier-ignore
    return named.name === 'ID' ? anId(name) : values[named.name];
  }
  /** Of somebody who is there, where it is known whose id is asked for. */
  const anId = (name: string) =>
    /^(?:candidate)?id$/i.test(name) ? world.idOf('Candidate') : toGlobalId('Candidate', newId());

  async function ask(who: Traveller, { name, args, type }: GraphQLField<unknown, unknown>) {
    const given = await Promise.all(args.map(async (one) => [one.name, await least(one.name, one.type)] as const));
    const head = args.length === 0 ? '' : `(${args.map((one) => `$${one.name}: ${String(one.type)}`).join(', ')})`;
    const call = args.length === 0 ? '' : `(${args.map((one) => `${one.name}: $${one.name}`).join(', ')})`;
    const selection = isLeafType(getNamedType(type)) ? '' : ' { __typename }';
    return who.ask(`mutation ${head} { ${name}${call}${selection} }`, Object.fromEntries(given));
  }

  /** Of every table; when a session was used last is noted whatever comes of it. */
  async function picture(): Promise<Map<string, string>> {
    const found = await rows<{ name: string; content: string }>(
      world.product.workAs().em,
      sql`select tablename as name, md5(query_to_xml(format('select to_jsonb(t) - ''last_used_at'' as line from %I t order by 1', tablename), false, false, '')::text) as content
          from pg_tables where schemaname = 'public' and tablename !~ '^(agenda_|mikro_orm_)' and tablename not in ('api_points', 'sign_in_attempt')`,
    );
    return new Map(found.map(({ name, content }) => [name, content]));
  }

  it('is there for every mutation of the schema, or it is said what is looked at instead', () => {
    const open = mutations.map(({ name }) => name).filter((name) => !isRefused(name, NO_RIGHTS));
    expect(open.toSorted()).toEqual(Object.values(ASK_NO_RIGHT).flat().toSorted());
  });

  it(
    'is FORBIDDEN, changes nothing and leaves nothing in the audit trail: one permission missing after the other',
    async () => {
      const wrong: string[] = [];
      const table: string[] = [];
      let before = await picture();
      for (const mutation of mutations) {
        const needed = neededFor(mutation.name);
        const askers = [
          ...(isRefused(mutation.name, NO_RIGHTS) ? [nobody] : []),
          ...needed.map((permission) => without.get(permission)!),
        ];
        for (const who of askers) {
          const answer = await ask(who, mutation);
          const codes = answer.errors.map(({ extensions }) => extensions?.code);
          if (codes.join() !== 'FORBIDDEN') wrong.push(`${who.name}, ${mutation.name}: ${answer.text}`);
        }
        const after = await picture();
        for (const [name, content] of after)
          if (content !== before.get(name)) wrong.push(`${mutation.name} has changed ${name}`);
        before = after;
        table.push(
          `${mutation.name.padEnd(32)} ${needed.join(' + ') || (askers.length > 0 ? 'one of several, or a program' : 'none')}`,
        );
      }
      process.stdout.write(`Mutations and the right that each asks for:\n${table.join('\n')}\n`);
      expect(wrong).toEqual([]);
    },
    SLOW,
  );
});
