import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isRequiredArgument,
  isRequiredInputField,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BY_LINK } from '../../test-kit/roads/lines.ts';
import { fieldsOf } from '../../test-kit/roads/paths.ts';
import { makeWorld, type Answer, type World } from '../../test-kit/roads/world.ts';
import { rows, sql } from '../platform/database/index.ts';
import { toGlobalId } from '../platform/graphql/index.ts';
import { newId } from '../platform/ids.ts';
import { publishedSchema } from './schema.ts';

const schema = publishedSchema();
/** A form of the public, whose vacancies everybody may know. */
const FOR_EVERYBODY = 'sendRegistration';
/** That he took a list along is noted, also where it is empty. */
const NOTED = /^export/;
const SLOW = 300_000;

/** A place in an argument where an id is asked for: `filter.agencyId`. */
interface Place {
  readonly field: GraphQLField<unknown, unknown>;
  readonly kind: 'query' | 'mutation';
  readonly path: readonly string[];
  readonly list: boolean;
}

function placesIn(
  field: Place['field'],
  kind: Place['kind'],
  path: readonly string[],
  type: GraphQLInputType,
): Place[] {
  const named = getNamedType(type);
  const list = isListType(getNullableType(type));
  if (named.name === 'ID') return [{ field, kind, path, list }];
  if (!isInputObjectType(named) || list) return [];
  return Object.values(named.getFields()).flatMap((one) => placesIn(field, kind, [...path, one.name], one.type));
}

const places = (['query', 'mutation'] as const).flatMap((kind) =>
  fieldsOf(schema, kind === 'query' ? 'Query' : 'Mutation')
    .filter(({ name }) => !BY_LINK.includes(name) && name !== FOR_EVERYBODY)
    .flatMap((field) => field.args.flatMap((one) => placesIn(field, kind, [one.name], one.type))),
);
const nameOf = ({ field, path }: Place) => [field.name, ...path].join('.');

describe('an id of another agency (S2)', () => {
  let world: World;
  let outsider: Awaited<ReturnType<World['outsider']>>;
  /** One id of each kind, of the agency that the outsider does not work for. */
  const foreign = new Map<string, string>();

  beforeAll(async () => {
    world = await makeWorld();
    await rows(world.product.workAs().em, sql`update rule_set set agency_ids = array[${world.agencyId}::uuid]`);
    outsider = await world.outsider();
    await world.ownRole('of their agency', []);
    const [role] = await rows<{ id: string }>(
      world.product.workAs().em,
      sql`update role set agency_ids = array[${world.agencyId}::uuid] where name = 'of their agency' returning id`,
    );
    foreign.set('Role', toGlobalId('Role', role!.id));
  }, SLOW);
  afterAll(() => world.stop());

  async function idOf(kind: string): Promise<string | undefined> {
    return foreign.get(kind) ?? world.idOf(kind).catch(() => undefined);
  }

  function least(name: string, type: GraphQLInputType): unknown {
    if (isListType(getNullableType(type))) return [];
    const named = getNamedType(type);
    if (isEnumType(named)) return named.getValues()[0]!.name;
    if (isInputObjectType(named))
      return Object.fromEntries(
        Object.values(named.getFields())
          .filter((one) => isRequiredInputField(one) || one.name === 'candidateId')
          .map((one) => [one.name, least(one.name, one.type)]),
      );
    if (named.name === 'ID') {
      if (/agencyId$/i.test(name)) return toGlobalId('Agency', outsider.agencyId);
      return toGlobalId('Candidate', /^candidateId$/.test(name) ? outsider.candidateId : newId());
    }
    const values: Readonly<Record<string, unknown>> = { Int: 1, Float: 1, Boolean: false, Date: '2026-01-01', DateTime: '2026-01-01T00:00:00Z', JSONObject: {}, String: 'Een tekst' }; // prettier-ignore
    return values[named.name];
  }

  async function ask({ field, kind, path, list }: Place, id: string): Promise<Answer & { plain: string }> {
    const args = field.args.filter((one) => isRequiredArgument(one) || one.name === path[0]);
    const variables = Object.fromEntries(args.map((one) => [one.name, least(one.name, one.type)]));
    let inside = variables as Record<string, unknown>;
    for (const step of path.slice(0, -1)) {
      inside[step] ??= {};
      inside = inside[step] as Record<string, unknown>;
    }
    inside[path.at(-1)!] = list ? [id] : id;
    const head = args.map((one) => `$${one.name}: ${String(one.type)}`).join(', ');
    const call = args.map((one) => `${one.name}: $${one.name}`).join(', ');
    const selection = selectionOf(getNamedType(field.type).name);
    const answer = await outsider.who.ask(`${kind} (${head}) { ${field.name}(${call})${selection} }`, variables);
    return { ...answer, plain: `${String(answer.status)} ${answer.text.replaceAll(id, 'ID')}` };
  }
  /** All that a payload says by itself, with its refusals. */
  function selectionOf(type: string): string {
    const found = schema.getType(type);
    if (!found || isLeafType(found)) return '';
    const leaves = fieldsOf(schema, type)
      .filter((one) => isLeafType(getNamedType(one.type)) && !one.args.some(isRequiredArgument))
      .map(({ name }) => name);
    const refusals = fieldsOf(schema, type).some(({ name }) => name === 'userErrors')
      ? ['userErrors { code message field }']
      : [];
    return ` { ${[...leaves, ...refusals, '__typename'].join(' ')} }`;
  }

  const picture = async () => {
    const found = await rows<{ name: string; content: string }>(
      world.product.workAs().em,
      sql`select tablename as name, md5(query_to_xml(format('select to_jsonb(t) - ''last_used_at'' as line from %I t order by 1', tablename), false, false, '')::text) as content
          from pg_tables where schemaname = 'public' and tablename !~ '^(agenda_|mikro_orm_)' and tablename not in ('api_points', 'sign_in_attempt')`,
    );
    return JSON.stringify(found);
  };

  it(
    'is answered as one that does not exist wherever an id is what is looked at first, and changes nothing',
    async () => {
      const wrong: string[] = [];
      const unreached: string[] = [];
      let reached = 0;
      for (const place of places) {
        // Whose ids it takes, it says itself when it is given one of another kind.
        const { plain: ofNoKind } = await ask(place, toGlobalId('Nothing', newId()));
        const [, kind, refused = ''] = /This is not the id of an? (\w+)\..*?"field":\[([^\]]*)\]/.exec(ofNoKind) ?? [];
        const theirs = kind === undefined ? undefined : await idOf(kind);
        if (!refused.includes(`"${place.path.at(-1)!}"`) || theirs === undefined) {
          unreached.push(nameOf(place));
          continue;
        }
        reached += 1;
        const { plain: unknown } = await ask(place, toGlobalId(kind!, newId()));
        const noted = NOTED.test(place.field.name);
        const before = noted || (await picture());
        const { plain } = await ask(place, theirs);
        if (plain !== unknown) wrong.push(`${nameOf(place)}: ${plain} instead of ${unknown}`);
        if (!noted && (await picture()) !== before) wrong.push(`${nameOf(place)}: something has changed`);
      }
      process.stdout.write(
        `Reached ${String(reached)} of ${String(places.length)}; something else is looked at first in: ${unreached.join(', ')}\n`,
      );
      expect(wrong).toEqual([]);
      // Else the walk would have lost its way.
      expect(reached).toBeGreaterThan(100);
    },
    SLOW,
  );
});
