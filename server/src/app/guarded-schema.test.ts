import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { MapperKind, mapSchema } from '@graphql-tools/utils';
import fc from 'fast-check';
import { buildSchema, execute, isObjectType, OperationTypeNode, parse, type GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shieldedAsItComes } from '../../test-kit/as-it-comes.shield.ts';
import { startTestProduct, type TestProduct } from '../../test-kit/index.ts';
import {
  ANONYMOUS,
  AWAITING_FACTOR,
  BUILT_IN_ROLES,
  builtInRights,
  isAnyone,
  isStaff,
  NO_RIGHTS,
  PERMISSION_LINES,
  PERMISSIONS,
  rightsOf,
  type Actor,
  type Asker,
  type RightName,
  type Rights,
} from '../modules/permissions/index.ts';
import { BUILT_IN_ROLE_IDS, RoleBook } from '../modules/roles/index.ts';
import { DomainError } from '../platform/errors.ts';
import { guardSchema } from './guarded-schema.ts';
import { catalogue } from './modules.ts';
import { publishedSchema, shieldTree } from './schema.ts';

const { QUERY, MUTATION } = OperationTypeNode;
const OPEN = 'what the resolver gave';
/** Every resolver gives the same, so that only the rules make a difference. */
const schema = mapSchema(publishedSchema(), {
  [MapperKind.OBJECT_FIELD]: (config) => ({ ...config, resolve: () => OPEN }),
});
const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
  isObjectType(type) && !type.name.startsWith('__')
    ? Object.keys(type.getFields()).map((field) => [type.name, field] as const)
    : [],
);

type Kind = Actor['kind'];
const asker = (kind: Kind, rights: Rights): Asker => ({ rights, work: { actor: { kind } } });

/** What a field's resolver answers, without what stands around it. */
async function answer(of: GraphQLSchema, [type, field]: readonly [string, string], who: Asker): Promise<string> {
  const object = of.getType(type);
  if (!isObjectType(object)) throw new Error(`${type} is no object.`);
  try {
    // graphql-shield gives an error back instead of throwing it; graphql-js makes no difference.
    const given: unknown = await object.getFields()[field]!.resolve!({}, {}, { ...who }, {} as never);
    if (given instanceof Error) throw given;
    return String(given);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return `${error.code}: ${error.message}`;
  }
}

const everyRight: readonly RightName[] = [
  ...PERMISSIONS,
  ...catalogue
    .publishedFields()
    .flatMap(({ type, field }): RightName[] => [`see:${type}.${field}`, `change:${type}.${field}`]),
];
const ownRole = fc
  .subarray([...everyRight])
  .map((rights) => rightsOf(catalogue, { builtIn: null, changes: new Map(rights.map((right) => [right, true])) }));

describe('the schema as a role meets it (P5, S1)', () => {
  const asItComes = shieldedAsItComes(schema, shieldTree);
  const schemaFor = guardSchema(schema, shieldTree);

  /** The fields that are answered otherwise than by graphql-shield as it comes. */
  async function differences(kind: Kind, rights: Rights): Promise<string[]> {
    const who = asker(kind, rights);
    const different: string[] = [];
    for (const field of fields) {
      const expected = await answer(asItComes, field, who);
      for (const operation of [QUERY, MUTATION]) {
        const given = await answer(schemaFor(who, operation), field, who);
        if (given !== expected) different.push(`${field.join('.')} in a ${operation}: ${given}; shield: ${expected}`);
      }
    }
    return different;
  }

  it.each([
    ...BUILT_IN_ROLES.flatMap((role) =>
      (['staff', 'api-client'] as const).map(
        (kind) => [`${role} (${kind})`, kind, builtInRights(catalogue, role)] as const,
      ),
    ),
    ['nobody', 'anonymous', NO_RIGHTS] as const,
    ['a candidate', 'candidate', NO_RIGHTS] as const,
    ['who must still set up a second factor', 'staff', AWAITING_FACTOR] as const,
    ['a role without rights', 'staff', rightsOf(catalogue, { builtIn: null, changes: new Map() })] as const,
  ])('answers every field to %s as graphql-shield does with the same tree', async (_name, kind, rights) => {
    expect(fields.length).toBeGreaterThan(500);
    expect(await differences(kind, rights)).toEqual([]);
  });

  it('does so for any role of an agency’s own', async () => {
    await fc.assert(
      fc.asyncProperty(ownRole, async (rights) => {
        expect(await differences('staff', rights)).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });

  it('opens nothing to who must still set up a second factor but his own account and the way to one', async () => {
    const opened: string[] = [];
    for (const operation of [QUERY, MUTATION])
      for (const field of fields) {
        const [his, ofNobody] = await Promise.all(
          [asker('staff', AWAITING_FACTOR), asker('anonymous', NO_RIGHTS)].map((who) =>
            answer(schemaFor(who, operation), field, who),
          ),
        );
        if (his === OPEN && ofNobody !== OPEN) opened.push(field.join('.'));
      }
    // By way of `viewer` alone: what lists agencies or roles, and `node`, are closed to him.
    const ofHimself = ['Agency.id', 'Agency.name', 'Role.builtIn', 'Role.id', 'Role.name'];
    const deeds = [
      'changePassword',
      'confirmPassword',
      'confirmSecondFactor',
      'endOtherSessions',
      'endSession',
      'renewRecoveryCodes',
      'requestEmailChange',
      'startSecondFactor',
      'turnOffSecondFactor',
    ];
    const expected = [...ofHimself, ...deeds.map((deed) => `Mutation.${deed}`)];
    expect([...new Set(opened)].toSorted()).toEqual(expected.toSorted());
  });

  it('opens no field of a person to who has nothing to do with people, not even whether he is there (D17, S2)', async () => {
    const groups = ['retention', 'settings'];
    const permissions = PERMISSIONS.filter(
      (permission) => groups.includes(PERMISSION_LINES[permission].group) || permission === 'report:read',
    );
    const who = asker('staff', { ...NO_RIGHTS, permissions: new Set(permissions) });
    const opened: string[] = [];
    for (const field of fields.filter(([type]) => ['Candidate', 'Application', 'Payslip'].includes(type)))
      if ((await answer(schemaFor(who, QUERY), field, who)) === OPEN) opened.push(field.join('.'));
    expect(opened).toEqual([]);
  });

  it('leaves the resolver of an allowed field as it was, so that it costs nothing', () => {
    const ofAdmin = schemaFor(asker('staff', builtInRights(catalogue, 'ADMIN')), QUERY);
    const [before, after] = [schema, ofAdmin].map((one) => one.getType('Candidate'));
    if (!isObjectType(before) || !isObjectType(after)) throw new Error('There is no Candidate.');
    const touched = Object.keys(before.getFields()).filter(
      (field) => after.getFields()[field]!.resolve !== before.getFields()[field]!.resolve,
    );
    expect(touched).toEqual([]);
  });

  it('is the same object for the same rights, and another for another version of the role', () => {
    const [one, other] = [builtInRights(catalogue, 'RECRUITER'), builtInRights(catalogue, 'RECRUITER')];
    expect(schemaFor(asker('staff', one), QUERY)).toBe(schemaFor(asker('staff', one), QUERY));
    expect(schemaFor(asker('staff', one), QUERY)).not.toBe(schemaFor(asker('staff', other), QUERY));
  });

  it('lets nobody who works for no agency have the schema of the same rights', () => {
    const rights = builtInRights(catalogue, 'ADMIN');
    schemaFor(asker('staff', rights), QUERY);
    const ofStranger = schemaFor(asker('anonymous', rights), QUERY);
    const type = ofStranger.getType('Candidate');
    expect(
      () =>
        isObjectType(type) && type.getFields()['lastName']!.resolve!({}, {}, asker('anonymous', rights), {} as never),
    ).toThrow('Sign in first.');
  });

  it('keeps nothing of rights that nobody has any more', async () => {
    const gone = new WeakRef(
      schemaFor(asker('staff', rightsOf(catalogue, { builtIn: 'READ_ONLY', changes: new Map() })), QUERY),
    );
    // A WeakRef holds what it was made of until the job is done that made it.
    await new Promise((resolve) => setImmediate(resolve));
    setFlagsFromString('--expose-gc');
    (runInNewContext('gc') as () => void)();
    expect(gone.deref()).toBeUndefined();
  });
});

describe('a schema with a hole in its rules', () => {
  const two = buildSchema('type Query { a: String b: Other } type Other { c: String }');
  const root = { a: 'A', b: { c: 'C' } };
  const ask = (tree: Parameters<typeof guardSchema>[1], who: Asker) =>
    execute({
      schema: guardSchema(two, tree)(who, QUERY),
      document: parse('{ a b { c } }'),
      rootValue: root,
      contextValue: who,
    });
  const admin = asker('staff', builtInRights(catalogue, 'ADMIN'));

  it('denies a field that nobody wrote a rule for, even to an admin (S1)', async () => {
    const { data, errors } = await ask({ Query: { a: isAnyone } }, admin);
    expect(data).toEqual({ a: 'A', b: null });
    expect(errors).toMatchObject([{ path: ['b'], message: 'This field is not open to anybody.' }]);
  });

  it('denies a whole type that nobody wrote a rule for', async () => {
    const { data, errors } = await ask({ Query: { a: isAnyone, b: isStaff } }, admin);
    expect(data).toEqual({ a: 'A', b: { c: null } });
    expect(errors).toMatchObject([{ path: ['b', 'c'] }]);
  });

  it('takes no name that every object has for a rule', async () => {
    const odd = buildSchema('type Query { constructor: String }');
    const guarded = guardSchema(odd, { Query: {} })(admin, QUERY);
    const { errors } = await execute({ schema: guarded, document: parse('{ constructor }'), contextValue: admin });
    expect(errors).toMatchObject([{ message: 'This field is not open to anybody.' }]);
  });

  it('is not made at all from a rule that may look at the row', () => {
    const looksAtTheRow = { resolve: (row: { mine?: boolean }) => Promise.resolve(row.mine === true) };
    expect(() => guardSchema(two, { Query: { a: looksAtTheRow as never } })).toThrow(/not made by aboutActor/);
  });

  it('has a rule for nothing that there isn’t', () => {
    const published = publishedSchema();
    const dead = Object.entries(shieldTree).flatMap(([name, rules]) => {
      const type = published.getType(name);
      if (!isObjectType(type)) return [name];
      if ('resolve' in rules) return [];
      return Object.keys(rules)
        .filter((field) => !(field in type.getFields()))
        .map((field) => `${name}.${field}`);
    });
    expect(dead).toEqual([]);
  });
});

describe('whoever looks as another role (H7)', () => {
  const looking: Rights = { ...builtInRights(catalogue, 'ADMIN'), readOnly: true };
  const schemaFor = guardSchema(schema, shieldTree);
  const mutations = fields.filter(([type]) => type === 'Mutation');

  it('is refused every mutation but those that end it', async () => {
    const who = asker('staff', looking);
    const done: string[] = [];
    for (const field of mutations)
      if ((await answer(schemaFor(who, MUTATION), field, who)) === OPEN) done.push(field[1]);
    expect(done.toSorted()).toEqual(['signOut', 'stopLookingAsRole']);
  });
});

describe('a mutation by which somebody becomes another (S12)', () => {
  const small = buildSchema('type Query { a: String } type Mutation { signIn: Viewer } type Viewer { secret: String }');
  const tree = { Query: { a: isAnyone }, Mutation: { signIn: isAnyone }, Viewer: { secret: isStaff } };

  async function signInAs(before: Asker, after: Asker) {
    const who = { ...before };
    const rootValue = {
      signIn() {
        Object.assign(who, after);
        return { secret: 'S' };
      },
    };
    const guarded = guardSchema(small, tree)(who, MUTATION);
    const { data } = await execute({
      schema: guarded,
      document: parse('mutation { signIn { secret } }'),
      rootValue,
      contextValue: who,
    });
    return JSON.stringify(data);
  }
  const admin = asker('staff', builtInRights(catalogue, 'ADMIN'));
  const stranger = asker(ANONYMOUS.kind, NO_RIGHTS);

  it('shows him what he may see from then on', async () => {
    expect(await signInAs(stranger, admin)).toBe('{"signIn":{"secret":"S"}}');
  });

  it('shows him nothing of what only he may see who asked', async () => {
    expect(await signInAs(admin, stranger)).toBe('{"signIn":{"secret":null}}');
  });
});

describe('the book of roles', () => {
  let product: TestProduct;
  beforeAll(async () => {
    product = await startTestProduct();
  });
  afterAll(() => product.stop());

  it('keeps two hundred sets of rights at the most, so that those of roles long changed go', async () => {
    const { em } = product.workAs();
    const book = new RoleBook(catalogue);
    const version = (number: number) => book.rights(em, { id: BUILT_IN_ROLE_IDS.READ_ONLY, version: number });
    const first = await version(1);
    for (let number = 2; number <= 200; number += 1) await version(number);
    expect(await version(1)).toBe(first);
    await version(201);
    expect(await version(1)).not.toBe(first);
  });
});
