import { parse } from 'graphql';
import { fill } from '../anonymise/fill.ts';
import { createDatabase, withClient } from '../databases.ts';
import { startServer } from '../product.ts';
import { type Finding, load, machine, table } from '../report.ts';
import { type Api, execute, openApi } from './api.ts';
import { countStatements, measureRowSecurity } from './on-database.ts';
import { measureOverHttp } from './over-http.ts';
import { QUERY, withPeople } from './people.ts';

export interface Options {
  people: number;
  rounds: number;
  /** That each side is asked over HTTP in each round. */
  seconds: number;
}

/** P5–P8, P11: what it costs that each role sees no more than it may. */
export async function benchPermissions(options: Options): Promise<void> {
  const server = await startServer();
  try {
    const { version } = await withClient(server.url, async (client) => {
      const found = await client.query<{ version: string }>(`select current_setting('server_version') as version`);
      return found.rows[0]!;
    });
    console.log(`${machine(version)}\n`);
    const api = await openApi();
    const findings = await measureExecution(api, options);
    const url = await createDatabase(server.url, 'permissions');
    const orm = await api.openOrm(url);
    try {
      await orm.migrator.up();
      await api.secureRows(orm);
      findings.push(...(await measureOverHttp(url, options)));
      const filled = await withClient(url, (client) =>
        fill(client, { people: options.people, agencies: 2, rowsEach: 'few' }),
      );
      console.log(`Filled: ${options.people} people (load ${load()}).`);
      const scene = { api, orm, agencyId: filled.agencyIds[0]! };
      findings.push(...(await countStatements(scene, url)), ...(await measureRowSecurity(scene, options)));
    } finally {
      await orm.close();
    }
    console.log(`\n${table(findings)}`);
  } finally {
    await server.stop();
  }
}

const SIDES = ['unguarded', 'per role', 'asking', 'shield'] as const;
type Side = (typeof SIDES)[number];

/** P5: carrying out alone, 200 × 15 fields. “Asking” is what a mutation’s answer goes through. */
async function measureExecution(api: Api, { rounds }: Options): Promise<Finding[]> {
  const schema = withPeople(api.publishedSchema());
  const context = { rights: api.rights, work: { actor: { kind: 'staff' } } };
  const schemaFor = api.guardSchema(schema, api.shieldTree);
  const schemas: Record<Side, typeof schema> = {
    unguarded: schema,
    'per role': schemaFor(context, 'query'),
    asking: schemaFor(context, 'mutation'),
    shield: api.shielded(schema),
  };
  const document = parse(QUERY);
  const time = async (side: Side, turns: number) => {
    const start = performance.now();
    for (let turn = 0; turn < turns; turn += 1) await execute(schemas[side], document, { ...context });
    return (performance.now() - start) / turns;
  };
  for (const side of SIDES) await time(side, 50);
  const times = Object.fromEntries(SIDES.map((side) => [side, [] as number[]])) as Record<Side, number[]>;
  for (let round = 0; round < rounds; round += 1) {
    const turn = SIDES.map((_, index) => SIDES[(index + round) % SIDES.length]!);
    for (const side of turn) times[side].push(await time(side, side === 'shield' ? 30 : 150));
    console.log(
      `Round ${round + 1} (load ${load()}), milliseconds: ${SIDES.map((side) => `${side} ${times[side][round]!.toFixed(2)}`).join(', ')}`,
    );
  }
  const against = (side: Side) => times[side].map((one, round) => one / times.unguarded[round]!);
  return [
    {
      number: 'P5',
      what: 'executing 200 × 15 guarded fields, against unguarded',
      ratios: against('per role'),
      asked: { atMost: 1.5 },
    },
    { number: 'P5', what: 'the same in the answer of a mutation', ratios: against('asking'), asked: { atMost: 1.5 } },
    { number: 'P5', what: 'graphql-shield as it comes does it in', ratios: against('shield'), asked: { atLeast: 1 } },
  ];
}
