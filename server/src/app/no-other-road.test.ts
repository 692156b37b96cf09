import fc from 'fast-check';
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredArgument,
  isRequiredInputField,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVERY_RIGHT, makeWorld, BSN, type Answer, type Traveller, type World } from '../../test-kit/roads/world.ts';
import {
  along,
  fieldsOf,
  leavesOf,
  mayBeNull,
  nodeTypes,
  objectsAt,
  pathsFrom,
  type Path,
  type Step,
} from '../../test-kit/roads/paths.ts';
import {
  BUILT_IN_ROLES,
  PERMISSIONS,
  seesDocumentType,
  verdictOf,
  type FieldName,
} from '../modules/permissions/index.ts';
import { RULE_KINDS, type Fact, type ParameterLine, type Rule } from '../modules/selection-rules/index.ts';
import { rows, sql } from '../platform/database/index.ts';
import { toGlobalId } from '../platform/graphql/index.ts';
import { newId } from '../platform/ids.ts';
import { ruleOf } from './guarded-schema.ts';
import { catalogue } from './modules.ts';
import { publishedSchema, shieldTree } from './schema.ts';
import { ARGUMENTS, BY_LINK, DEEDS, NEEDS } from '../../test-kit/roads/lines.ts';

function anySetting(line: ParameterLine): string | number {
  if (line.is === 'days' || line.is === 'months') return line.default;
  if (line.is === 'choice') return line.choices[0]!;
  return line.is === 'text' ? 'Nergens' : newId();
}

const schema = publishedSchema();
const paths = pathsFrom(schema, 'Query');
const published = new Map(catalogue.publishedFields().map(({ type, field }) => [`${type}.${field}`, true]));
const isPersonal = (type: string) => catalogue.publishedFields().some((one) => one.type === type);
const MOST_ALIASES = 15;
/** What keeps somebody outside every set of rules. */
const OUTSIDE: readonly FieldName[] = [
  'Candidate.anonymised',
  'Candidate.approvedOn',
  'Hold.until',
  'ErasurePlan.keptUntil',
];

const ROADS = [
  'plain', 'alias', 'fragment', 'interface', 'nested', 'mutation result', 'filter', 'search', 'sort', 'cursor', 'count',
  'import over', 'unique value', 'error', 'audit entry', 'mail',
] as const; // prettier-ignore
type Road = (typeof ROADS)[number];

const sees = ({ rights }: Traveller, type: string, field: string) =>
  verdictOf(ruleOf(shieldTree, type, field))({ rights, work: { actor: { kind: 'staff' } } }) === true;

/** S1, D17: each role × type × field × road, made from the schema; what is declared is all that comes through. */
describe('no road but the declared one (S1, D17)', () => {
  let world: World;
  let knowsAll: Traveller;
  const travellers: Traveller[] = [];
  const table = new Map<string, Map<Road, number>>();
  /** Documents of a type that one may not see don't exist. */
  let seesDocuments: (who: Traveller) => boolean;
  const seed = fc.sample(fc.integer(), 1)[0]!;

  beforeAll(async () => {
    world = await makeWorld();
    const documentTypes = await rows<{ id: string }>(world.product.workAs().em, sql`select id from document_type`);
    const documents = documentTypes.map(({ id }) => `document:${id}` as const);
    seesDocuments = ({ rights }) => documentTypes.every(({ id }) => seesDocumentType(rights, id));
    knowsAll = await world.ownRole('every right', [...EVERY_RIGHT, ...documents]);
    for (const role of BUILT_IN_ROLES) travellers.push(await world.builtIn(role));
    travellers.push(await world.ownRole('no right', []));
    travellers.push(await world.ownRole('every deed, no field', PERMISSIONS));
    const [some] = fc.sample(fc.subarray([...EVERY_RIGHT]), { seed: seed + 1, numRuns: 1 });
    travellers.push(await world.ownRole('every deed, own fields', [...new Set([...PERMISSIONS, ...some!])]));
    const [granted] = fc.sample(fc.subarray([...EVERY_RIGHT, ...documents]), { seed, numRuns: 1 });
    travellers.push(await world.ownRole(`own, by ${String(seed)}`, granted!));
  });
  afterAll(async () => {
    await world.stop();
    const line = (name: string, cells: readonly (string | number)[]) =>
      [name.padEnd(22), ...cells.map((cell) => String(cell).padStart(9))].join(' ');
    process.stdout.write(
      `${[
        'Checks of a field, by role and road:',
        line(
          '',
          ROADS.map((road) => road.slice(0, 9)),
        ),
      ]
        .concat(
          [...table].map(([name, counts]) =>
            line(
              name,
              ROADS.map((road) => counts.get(road) ?? 0),
            ),
          ),
        )
        .join('\n')}\n`,
    );
  });

  const counted = (who: Traveller, road: Road, checks: number) => {
    const counts = table.get(who.name) ?? new Map<Road, number>();
    table.set(who.name, counts.set(road, (counts.get(road) ?? 0) + checks));
  };

  /** Texts that may not be in any answer to him: those of fields that he may not see, each by whatever name. */
  function leaks(who: Traveller, { text }: { text: string }): string[] {
    // A cursor or an id is opaque to people, not to programs.
    const opaque = [...text.matchAll(/"([\w-]{16,})"/g)].map(([, word]) =>
      Buffer.from(word!, 'base64url').toString('latin1'),
    );
    const all = [text, ...opaque].join('\n');
    return [...world.tokens]
      .filter(([name, tokens]) => {
        const [type, field] = name.split('.') as [string, string];
        return !sees(who, type, field) && tokens.some((token) => all.includes(token));
      })
      .map(([name]) => `${name} leaks`);
  }

  interface Asked {
    /** From the response's data to the objects. */
    steps: readonly Step[];
    type: string;
    /** Name in the answer → field of the type. */
    leaves: ReadonlyMap<string, string>;
    /** The same objects as who may see everything has them. */
    whole?: readonly Record<string, unknown>[];
    /** May be refused as a whole, by a right of another kind than seeing. */
    mayBeRefused?: boolean;
  }

  /** What of an answer is otherwise than declared. */
  function faults(who: Traveller, asked: Asked, answer: Answer): string[] {
    const { steps, type, leaves } = asked;
    const where = [...steps.map(({ field }) => field), type].join('.');
    const found = leaks(who, answer);
    if (answer.status >= 500) found.push(`status ${String(answer.status)}`);
    const names = (path: Answer['errors'][number]['path'] = []) =>
      path.filter((one) => typeof one === 'string').join('.');
    const way = steps.map(({ field }) => field);
    const shut = steps.findIndex(({ parent, field }) => !sees(who, parent, field));
    const expected = new Set(
      shut >= 0
        ? [way.slice(0, shut + 1).join('.')]
        : [...leaves].filter(([, field]) => !sees(who, type, field)).map(([name]) => [...way, name].join('.')),
    );
    const refused = new Map<string, number>();
    for (const { path, extensions } of answer.errors) {
      const declared = expected.has(names(path)) || (asked.mayBeRefused === true && names(path) === way[0]);
      // Whose settings one may read is decided where they are read: it may be less than declared.
      if (extensions?.code !== 'FORBIDDEN' || !(declared || !isPersonal(type)))
        found.push(`${names(path)}: ${String(extensions?.code)}`);
      refused.set(names(path), (refused.get(names(path)) ?? 0) + 1);
    }
    const objects = objectsAt(answer.data, steps);
    if (asked.mayBeRefused && objects.length === 0) return found;
    if (shut >= 0) {
      if (objects.length > 0) found.push(`${where} is reached through a shut gate`);
      if (objectsAt(answer.data, steps.slice(0, shut)).length > 0 && refused.size === 0)
        found.push(`${where}: not a word of why`);
    } else {
      const fields = fieldsOf(schema, type);
      const nullsParent = [...leaves.values()].some(
        (field) => !sees(who, type, field) && !mayBeNull(fields.find(({ name }) => name === field)!),
      );
      if (nullsParent && objects.length > 0) found.push(`${where} has a value where it may have none`);
      const there = asked.whole && (type === 'Document' && !seesDocuments(who) ? 0 : asked.whole.length);
      if (!nullsParent && there !== undefined && isPersonal(type) && objects.length !== there)
        found.push(`${where}: ${String(objects.length)} instead of ${String(there)}`);
      for (const [index, object] of objects.entries()) {
        for (const [name, field] of leaves) {
          const open = sees(who, type, field);
          if (!open && object[name] !== null) found.push(`${where}.${field} is shown`);
          if (!open && refused.get([...way, name].join('.')) !== objects.length)
            found.push(`${where}.${field} is not refused`);
          if (
            open &&
            published.has(`${type}.${field}`) &&
            asked.whole &&
            JSON.stringify(object[name]) !== JSON.stringify(asked.whole[index]?.[name])
          )
            found.push(`${where}.${field} is withheld`);
        }
      }
    }
    return found.map((fault) => `${who.name}, ${where}: ${fault}`);
  }

  const plainly = (type: string) => new Map(leavesOf(schema, type).map(({ name }) => [name, name]));
  const selection = (leaves: ReadonlyMap<string, string>) =>
    [...leaves].map(([name, field]) => (name === field ? name : `${name}: ${field}`)).join(' ');
  const wholes = new Map<string, Record<string, unknown>[]>();
  async function whole({ steps, type }: Path): Promise<Record<string, unknown>[]> {
    const query = along(schema, steps, selection(plainly(type)));
    const known = wholes.get(query);
    if (known) return known;
    const answer = await knowsAll.ask(query);
    expect(answer.errors, query).toEqual([]);
    const objects = objectsAt(answer.data, steps);
    wholes.set(query, objects);
    return objects;
  }
  const shortest = [...new Map(paths.toReversed().map((path) => [path.type, path])).values()];

  it('is looked for in every type that the API has', async () => {
    const met = new Set(paths.map(({ type }) => type));
    const unmet = [...new Set(catalogue.publishedFields().map(({ type }) => type))].filter((type) => !met.has(type));
    expect(unmet).toEqual([]);
    // A type without a row would be looked for in vain.
    const empty: string[] = [];
    for (const path of shortest) {
      if (isPersonal(path.type) && (await whole(path)).length === 0) empty.push(path.type);
    }
    expect(empty).toEqual([]);
    const blind = [...world.tokens.keys()].filter((name) => !published.has(name));
    expect(blind).toEqual([]);
  });

  it('through a field by its own name, an alias or a fragment', async () => {
    const wrong: string[] = [];
    for (const who of travellers) {
      for (const path of shortest) {
        const { type, steps } = path;
        const leaves = plainly(type);
        const all = await whole(path);
        wrong.push(
          ...faults(who, { steps, type, leaves, whole: all }, await who.ask(along(schema, steps, selection(leaves)))),
        );
        counted(who, 'plain', leaves.size);
        const inFragment = `query { ${along(schema, steps, '...all').slice(1)} fragment all on ${type} { ...inner } fragment inner on ${type} { ${selection(leaves)} }`;
        wrong.push(...faults(who, { steps, type, leaves, whole: all }, await who.ask(inFragment)));
        counted(who, 'fragment', leaves.size);
        // Hidden fields under the names of fields that may be seen.
        const hidden = [...leaves.keys()].filter((field) => !sees(who, type, field));
        const names = [
          ...[...leaves.keys()].filter((field) => sees(who, type, field)),
          ...hidden.map((_, index) => `other${String(index)}`),
        ];
        for (let start = 0; start < hidden.length; start += MOST_ALIASES) {
          const aliases = new Map(
            hidden.slice(start, start + MOST_ALIASES).map((field, index) => [names[index]!, field]),
          );
          wrong.push(
            ...faults(who, { steps, type, leaves: aliases }, await who.ask(along(schema, steps, selection(aliases)))),
          );
          counted(who, 'alias', aliases.size);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('through node() and a fragment on what it gives', async () => {
    const wrong: string[] = [];
    for (const { name: type } of nodeTypes(schema)) {
      const path = shortest.find((one) => one.type === type);
      const leaves = plainly(type);
      const [one] = path ? await whole(path) : [];
      if (!path || typeof one?.['id'] !== 'string') continue;
      const query = `query ($id: ID!) { node(id: $id) { __typename id ... on ${type} { ${selection(leaves)} } } }`;
      for (const who of travellers) {
        const answer = await who.ask(query, { id: one['id'] });
        counted(who, 'interface', leaves.size);
        const [only] = answer.errors;
        // Nor may he hear that it is there.
        if (!sees(who, type, 'id') && (answer.data?.['node'] !== null || only?.extensions?.code !== 'NOT_FOUND'))
          wrong.push(`${who.name}: node() tells that there is a ${type}`);
        // What he may see nothing of needn't be there for him at all.
        if (
          answer.data?.['node'] === null &&
          only?.path?.length === 1 &&
          ['NOT_FOUND', 'FORBIDDEN'].includes(String(only.extensions?.code))
        ) {
          const anything = [...leaves.keys()].filter((field) => field !== 'id' && sees(who, type, field));
          const reached = path.steps.every(({ parent, field }) => sees(who, parent, field));
          const exists = type !== 'Document' || seesDocuments(who);
          if (anything.length > 0 && reached && exists && isPersonal(type))
            wrong.push(`${who.name}: node() withholds a ${type}`);
          wrong.push(...leaks(who, answer));
        } else
          wrong.push(
            ...faults(who, { steps: [{ parent: 'Query', field: 'node' }], type, leaves, whole: [one] }, answer),
          );
      }
    }
    expect(wrong).toEqual([]);
  });

  it('through any chain of relations', async () => {
    const wrong: string[] = [];
    // Every relation once, by the shortest way to it.
    const byRelation = new Map(
      paths.toReversed().map((path) => [`${path.steps.at(-1)!.parent}.${path.steps.at(-1)!.field}`, path]),
    );
    const longer = [...byRelation.values()].filter(
      (path) => !shortest.includes(path) && leavesOf(schema, path.type).length > 0,
    );
    for (const path of longer) {
      const leaves = plainly(path.type);
      const all = await whole(path);
      for (const who of travellers) {
        wrong.push(
          ...faults(who, { ...path, leaves, whole: all }, await who.ask(along(schema, path.steps, selection(leaves)))),
        );
        counted(who, 'nested', leaves.size);
      }
    }
    expect(wrong).toEqual([]);
  });

  /** As small as its type allows: about the person who is there, or about a row of his made for it. */
  async function inputOf({ name, args }: GraphQLField<unknown, unknown>): Promise<object> {
    const input = getNamedType(args[0]!.type);
    if (!isInputObjectType(input)) throw new Error(`${name} takes no input.`);
    const values: Record<string, unknown> = {};
    const about = name.replace(/^[a-z]+/, '');
    for (const { name: member, type } of Object.values(input.getFields())) {
      const wanted = isRequiredInputField(input.getFields()[member]!) || ['id', 'candidateId'].includes(member);
      if (wanted) values[member] = await valueFor(about, name, member, type);
    }
    return { ...values, ...(await DEEDS[name]?.(world)) };
  }

  async function valueFor(about: string, mutation: string, member: string, type: GraphQLInputType): Promise<unknown> {
    const named = getNamedType(type);
    if (isListType(getNullableType(type))) return [];
    if (isEnumType(named)) return named.getValues()[0]!.name;
    if (named.name === 'ID' && member === 'id')
      return mutation.startsWith('remove') ? world.freshId(about) : world.idOf(about);
    if (named.name === 'ID') return world.idOf(member.charAt(0).toUpperCase() + member.slice(1, -2));
    if (named.name === 'Date') return world.product.clock.today();
    return { Int: 1, Float: 1, Boolean: false, String: unlikeAnyNumber() }[named.name];
  }

  /** A text that nobody has, without a row of digits: such a row could be a telephone number, so a memo may not hold it (D8). */
  const unlikeAnyNumber = () => newId().replaceAll(/\d/g, (digit) => String.fromCodePoint(0x67 + Number(digit)));

  it('through what a mutation gives back', async () => {
    const wrong: string[] = [];
    for (const mutation of fieldsOf(schema, 'Mutation')) {
      const payload = getNamedType(mutation.type).name;
      const ways = pathsFrom(schema, payload).filter(({ type, steps }) => isPersonal(type) && steps.length === 1);
      if (ways.length === 0) continue;
      const inputType = String(mutation.args[0]!.type);
      for (const { type, steps } of ways) {
        const leaves = plainly(type);
        const query = `mutation ($i: ${inputType}) { ${mutation.name}(input: $i) ${along(schema, steps, selection(leaves)).slice(0, -1)} userErrors { code message field } } }`;
        const way = [{ parent: 'Mutation', field: mutation.name }, ...steps];
        let [given, last] = [0, ''];
        for (const who of [...travellers, knowsAll]) {
          const answer = await who.ask(query, { i: await inputOf(mutation) });
          wrong.push(...faults(who, { steps: way, type, leaves, mayBeRefused: true }, answer));
          counted(who, 'mutation result', leaves.size);
          given += objectsAt(answer.data, way).length;
          last = answer.text;
        }
        if (given === 0) wrong.push(`${mutation.name} gives nobody a ${type}: ${last}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  /** Every argument of a query, down to the members of its inputs and the values of an order. */
  function everyArgument(): { name: string; query: string; path: string[]; value: string }[] {
    return fieldsOf(schema, 'Query').flatMap(({ name: query, args }) =>
      BY_LINK.includes(query) ? [] : args.flatMap((argument) => membersOf(query, [argument.name], argument.type)),
    );
  }

  function membersOf(query: string, path: string[], type: GraphQLInputType): ReturnType<typeof everyArgument> {
    const named = getNamedType(type);
    if (isInputObjectType(named))
      return Object.values(named.getFields()).flatMap((member) =>
        membersOf(query, [...path, member.name], member.type),
      );
    const name = [query, ...path].join('.');
    if (!isEnumType(named)) return [{ name, query, path, value: '' }];
    return named.getValues().map(({ name: value }) => ({ name: `${name}.${value}`, query, path, value }));
  }
  const needOf = (name: string) => NEEDS[name] ?? NEEDS[name.slice(0, name.lastIndexOf('.'))];

  it('through a filter, a search, an order, a cursor or a count', async () => {
    const all = everyArgument();
    expect(
      all.map(({ name }) => name).filter((name) => needOf(name) === undefined),
      'these need a line in NEEDS',
    ).toEqual([]);
    const idle = Object.keys(NEEDS).filter(
      (line) => !all.some(({ name }) => name === line || name.startsWith(`${line}.`)),
    );
    expect(idle).toEqual([]);
    const open = fieldsOf(schema, 'Query')
      .filter((field) => field.args.some(isRequiredArgument) && !BY_LINK.includes(field.name))
      .map(({ name }) => name);
    expect(open.toSorted(), 'a field of Query that needs arguments is no road of this test').toEqual(
      Object.keys(ARGUMENTS).toSorted(),
    );

    const wrong: string[] = [];
    for (const { name, query, path, value } of all) {
      const line = needOf(name)!;
      if (line === 'nobody’s') continue;
      const given = value || (typeof line.value === 'function' ? await line.value(world) : line.value!);
      const [argument, member] = path;
      const written = `${argument!}: ${member ? `{ ${member}: ${given} }` : given}`;
      for (const who of [...travellers, knowsAll]) {
        const [whole] = await Promise.all([who.ask(`{ ${query}(first: 1) { edges { cursor } } }`)]);
        const mayList = sees(who, 'Query', query);
        const holds = (field: FieldName) => who.rights.see.has(field);
        const may =
          mayList &&
          (!line.permission || who.rights.permissions.has(line.permission)) &&
          (line.any ? line.any.some(holds) : line.all!.every(holds));
        const cursor = (whole.data?.[query] as { edges: { cursor: string }[] } | null | undefined)?.edges[0]?.cursor;
        const roads: [Road, string][] = [
          [line.road, `{ ${query}(first: 1, ${written}) { nodes { id } } }`],
          ['count', `{ ${query}(${written}) { totalCount } }`],
          ...(cursor === undefined
            ? []
            : [
                [
                  'cursor',
                  `{ ${query}(first: 1, after: "${cursor}", ${written}) { pageInfo { hasNextPage } edges { cursor } } }`,
                ] as [Road, string],
              ]),
        ];
        for (const [road, text] of roads) {
          const answer = await who.ask(text);
          const codes = answer.errors.map(({ extensions }) => extensions?.code);
          if (may ? codes.length > 0 : codes.join() !== 'FORBIDDEN')
            wrong.push(`${who.name}, ${name} by ${road}: ${codes.join() || 'taken'}`);
          wrong.push(...leaks(who, answer).map((leak) => `${who.name}, ${name}: ${leak}`));
          counted(who, road, 1);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('through the rules that decide about somebody, what they saw, and the list of whom they select', async () => {
    const rules = RULE_KINDS.map((kind): Rule => ({
      kind: kind.kind,
      polarity: kind.polarities[0]!,
      parameters: Object.fromEntries(Object.entries(kind.parameters).map(([name, line]) => [name, anySetting(line)])),
    }));
    await rows(
      world.product.workAs().em,
      sql`update rule_set set agency_ids = array[${world.agencyId}::uuid], content = jsonb_set(content, '{rules}', ${JSON.stringify(rules)}::jsonb)`,
    );
    const today = world.product.clock.today();
    const facts = RULE_KINDS.map((kind, place) =>
      Object.values(kind.facts({ parameters: rules[place]!.parameters, on: sql`${today}::date` })),
    );
    const wrong: string[] = [];
    const query = `query ($r: ID!, $c: ID!, $on: Date!) {
      anonymisationDecision(ruleSetId: $r, candidateId: $c, on: $on) { selected decidedBy changesOn outside rules { outcome facts { value } } }
      node(id: $r) { ... on RuleSet { previewPeople(first: 3, on: $on) { totalCount nodes { decidedBy candidate { id } } } } }
    }`;
    const asked = { r: await world.idOf('RuleSet'), c: await world.idOf('Candidate'), on: today };
    for (const who of [...travellers, knowsAll]) {
      const answer = await who.ask(query, asked);
      wrong.push(...leaks(who, answer).map((leak) => `${who.name}: ${leak}`));
      const readsRules = who.rights.permissions.has('rule:read');
      const refused = answer.errors.map(({ path, extensions }) => `${path?.join('.') ?? ''} ${extensions?.code ?? ''}`);
      if (!readsRules) {
        if (!refused.includes('anonymisationDecision FORBIDDEN')) wrong.push(`${who.name}: ${answer.text}`);
        continue;
      }
      const hidden = (of: readonly Fact[]) =>
        of.some(({ fields }) => fields.some((field) => !who.rights.see.has(field)));
      const places = facts.flatMap((of, place) => [
        ...(hidden(of) ? [`rules.${String(place)}.outcome`] : []),
        ...of.flatMap((fact, index) => (hidden([fact]) ? [`rules.${String(place)}.facts.${String(index)}.value`] : [])),
      ]);
      const hiddenOutside = OUTSIDE.some((field) => !who.rights.see.has(field));
      const hiddenWhole = hiddenOutside || hidden(facts.flat());
      const whole = hiddenWhole ? ['selected', 'decidedBy', 'changesOn'] : [];
      const expected = [
        ...[...(hiddenOutside ? ['outside'] : []), ...whole, ...places].map(
          (place) => `anonymisationDecision.${place} FORBIDDEN`,
        ),
        ...(hiddenWhole ? ['node.previewPeople FORBIDDEN'] : []),
      ];
      const differing = [...new Set(refused).symmetricDifference(new Set(expected))];
      if (differing.length > 0) wrong.push(`${who.name}: ${differing.join(', ')}`);
      counted(who, 'plain', places.length);
    }
    expect(wrong).toEqual([]);
    // The one who knows all is told of every rule, else this would ask nothing.
    const told = (await knowsAll.ask(query, asked)).data?.['anonymisationDecision'] as {
      rules: { outcome: string | null }[];
    };
    expect(told.rules.filter(({ outcome }) => outcome !== null)).toHaveLength(RULE_KINDS.length);
  });

  it('through a report that counts by it', async () => {
    const wrong: string[] = [];
    const query = 'query ($i: ReportInput!) { report(input: $i) { groups { key labelNl labelEn figures } total } }';
    const codesOf = (name: string) => {
      const type = schema.getType(name);
      return isEnumType(type) ? type.getValues().map((value) => value.name) : [];
    };
    for (const who of [...travellers, knowsAll]) {
      const offers = await who.ask('{ reports { measure hasPeriod groupings { dimension } } }');
      const offered = (offers.data?.['reports'] ?? []) as {
        measure: string;
        hasPeriod: boolean;
        groupings: { dimension: string }[];
      }[];
      for (const measure of codesOf('ReportMeasure')) {
        const offer = offered.find((one) => one.measure === measure);
        for (const dimension of codesOf('ReportDimension')) {
          const isOffered = offer?.groupings.some((one) => one.dimension === dimension) ?? false;
          const answer = await who.ask(query, { i: { measure, dimension } });
          if (isOffered === answer.errors.length > 0)
            wrong.push(`${who.name}, ${measure} by ${dimension}: ${answer.text}`);
          wrong.push(...leaks(who, answer).map((leak) => `${who.name}, ${measure} by ${dimension}: ${leak}`));
          counted(who, 'count', 1);
        }
        if (!offer) continue;
        const dated = { measure, dimension: offer.groupings[0]!.dimension, from: '2020-01-01' };
        const refused = (await who.ask(query, { i: dated })).errors.length > 0;
        if (refused === offer.hasPeriod) wrong.push(`${who.name} and a period of ${measure}`);
      }
    }
    const everything = await knowsAll.ask('{ reports { measure } }');
    expect((everything.data?.['reports'] as object[]).length).toBe(codesOf('ReportMeasure').length);
    expect(wrong).toEqual([]);
  });

  it('through a search that finds somebody by what may not be seen', async () => {
    const wrong: string[] = [];
    const hit = async (who: Traveller, token: string) => {
      const { data } = await who.ask('query ($s: String) { candidates(filter: { search: $s }) { totalCount } }', {
        s: token,
      });
      return (data?.['candidates'] as { totalCount: number } | null | undefined)?.totalCount ?? 0;
    };
    let found = 0;
    for (const [name, [token]] of world.tokens) {
      const [type, field] = name.split('.') as [string, string];
      if ((await hit(knowsAll, token!)) > 0) found += 1;
      for (const who of travellers) {
        if (sees(who, type, field)) continue;
        if ((await hit(who, token!)) > 0) wrong.push(`${who.name} finds somebody by ${name}`);
        counted(who, 'search', 1);
      }
    }
    expect(found).toBeGreaterThan(4);
    expect(wrong).toEqual([]);
  });

  const id = () => toGlobalId('Candidate', world.candidateId);
  const update =
    'mutation ($i: UpdateCandidateInput!) { updateCandidate(input: $i) { candidate { id } userErrors { code message field } } }';
  const inputFields = () => {
    const input = schema.getType('UpdateCandidateInput');
    return isInputObjectType(input)
      ? Object.keys(input.getFields()).filter((field) => published.has(`Candidate.${field}`))
      : [];
  };

  it('through the words of a refusal, or by whether a value is another’s', async () => {
    const wrong: string[] = [];
    for (const who of travellers) {
      for (const field of inputFields()) {
        if (sees(who, 'Candidate', field)) continue;
        const [token] = world.tokens.get(`Candidate.${field}`) ?? [newId()];
        const answers: Answer[] = [];
        for (const value of [token!, newId()]) answers.push(await who.ask(update, { i: { id: id(), [field]: value } }));
        const [taken, free] = answers as [Answer, Answer];
        if (taken.text !== free.text || taken.status !== free.status)
          wrong.push(`${who.name} learns whether ${field} is taken`);
        if (/"candidate":\{/.test(taken.text)) wrong.push(`${who.name} changes ${field}`);
        for (const answer of answers) wrong.push(...leaks(who, { text: answer.text.replaceAll(token!, '') }));
        counted(who, 'unique value', 1);
        const odd = await who.ask(update, { i: { id: id(), [field]: { odd: true } } });
        if (odd.status >= 500) wrong.push(`${who.name}, ${field}: ${String(odd.status)}`);
        wrong.push(...leaks(who, odd));
        counted(who, 'error', 1);
      }
      // The one number that is looked up: who may not see it learns nothing of whether it is there.
      if (!sees(who, 'Candidate', 'bsn')) {
        const find =
          'mutation ($i: FindCandidateByBsnInput!) { findCandidateByBsn(input: $i) { userErrors { code } } }';
        const [there, nowhere] = [
          await who.ask(find, { i: { bsn: BSN } }),
          await who.ask(find, { i: { bsn: '123456782' } }),
        ];
        if (there.text !== nowhere.text || there.errors.length === 0)
          wrong.push(`${who.name} learns whether a BSN is known`);
        counted(who, 'unique value', 1);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('through a file that is imported over somebody', async () => {
    const wrong: string[] = [];
    const agencyId = toGlobalId('Agency', world.agencyId);
    const query = `mutation ($i: PreviewImportInput!) { previewImport(input: $i) {
      preview { columns { heading field ignored } existingCandidates newCandidates problems { message } } userErrors { code } } }`;
    const labels = new Map(
      catalogue
        .publishedFields()
        .filter(({ type, line }) => type === 'Candidate' && line.change.length > 0)
        .map(({ field, line }) => [field, line.nl]),
    );
    const emailOf = (token: string) => `${token}@persoon.example`;
    const [token] = world.tokens.get('Candidate.emailPrivate')!;
    for (const who of travellers) {
      const may = sees(who, 'Mutation', 'previewImport');
      const previews: string[] = [];
      for (const email of [emailOf(token!), emailOf(newId())]) {
        const headings = [...labels.values()];
        const values = headings.map((heading) => (heading === labels.get('emailPrivate') ? email : ''));
        const uploadId = may
          ? await who.upload(`${headings.join(';')}\n${values.join(';')}\n`)
          : toGlobalId('Upload', newId());
        const answer = await who.ask(query, { i: { uploadId, agencyId } });
        wrong.push(...leaks(who, { text: answer.text.replaceAll(email, '') }));
        previews.push(answer.text.replaceAll(uploadId, ''));
        const columns =
          (
            answer.data?.['previewImport'] as
              { preview?: { columns: { heading: string; field: string | null }[] } } | null | undefined
          )?.preview?.columns ?? [];
        for (const [field, heading] of labels) {
          const column = columns.find((one) => one.heading === heading);
          if (column?.field != null && !sees(who, 'Candidate', field))
            wrong.push(`${who.name} fills ${field} from a file`);
          counted(who, 'import over', 1);
        }
        if (!may && columns.length > 0) wrong.push(`${who.name} previews a file`);
      }
      if (!sees(who, 'Candidate', 'emailPrivate') && previews[0] !== previews[1])
        wrong.push(`${who.name} learns from a file who is there`);
    }
    expect(wrong).toEqual([]);
  });

  it('through a mail that was written to somebody', async () => {
    const wrong: string[] = [];
    for (const who of [...travellers, knowsAll]) {
      const answer = await who.ask(
        '{ outgoingMails(first: 100) { nodes { to subject text } } candidates(first: 5) { nodes { mails { to subject text } } } }',
      );
      wrong.push(...leaks(who, answer).map((leak) => `${who.name}: ${leak}`));
      counted(who, 'mail', 6);
      if (who === knowsAll)
        for (const name of ['callName', 'lastName', 'emailPrivate'] as const)
          expect(answer.text).toContain(world.tokens.get(`Candidate.${name}`)![0]);
    }
    expect(wrong).toEqual([]);
  });

  it('through the audit trail, after all of this', async () => {
    const entries = await rows<{ entry: string }>(
      world.product.workAs().em,
      sql`select e::text as entry from audit_entry e`,
    );
    expect(entries.length).toBeGreaterThan(0);
    const text = entries.map(({ entry }) => entry).join('\n');
    const told = [...world.tokens]
      .filter(([, tokens]) => tokens.some((token) => text.includes(token)))
      .map(([name]) => name);
    expect(told).toEqual([]);
    for (const who of travellers) counted(who, 'audit entry', world.tokens.size);
  });
});
