import { parse } from 'graphql';
import { type Finding, load } from '../report.ts';
import { type Api, driver, execute, type Orm } from './api.ts';

const RECORDS = `displayName agency { name } organisationUnit { name } retention { until basis } viewerCan { anonymise }
  educations { study } workExperiences { organisation } courses { course } knowledgeAreas { area } skills { skill }
  desiredRegions applications { status vacancy { title } deregistrationRule } documents { fileName documentType } consents { purpose }
  holds { reason } erasurePlan { dueOn } receipts { id } mails { subject }`;
const list = (first: number, selection: string) =>
  parse(`{ candidates(first: ${first}, orderBy: NAME_ASC) { totalCount nodes { lastName town ${selection} } } }`);

interface Scene {
  api: Api;
  orm: Orm;
  agencyId: string;
}
const actorOf = ({ api, agencyId }: Scene) => ({
  kind: 'staff',
  id: '00000000-0000-7000-8000-000000000000',
  rights: api.rights,
  agencyIds: [agencyId],
  unitIds: undefined,
});
const scopeOf = ({ agencyId }: Scene) => ({ agencyIds: [agencyId], unitIds: undefined });

/** P8: whether a longer list takes more statements. They are counted where they leave for the server. */
export async function countStatements(scene: Scene, url: string): Promise<Finding[]> {
  const { api } = scene;
  const { Client } = driver() as { Client: { prototype: { query: (...args: unknown[]) => unknown } } };
  const send = Client.prototype.query;
  let sent = 0;
  Client.prototype.query = function counted(this: unknown, ...args: unknown[]) {
    sent += 1;
    return send.apply(this, args);
  };
  /** Beyond the hundred that a page holds: the same resolvers and loaders over more rows. */
  const beyond = api.publishedSchema();
  let rowsBeyond = 0;
  beyond.getQueryType()!.getFields()['candidates']!.resolve = async (
    _root,
    _args,
    { work }: { work: { em: Orm['em'] } },
  ) => ({
    page: {
      nodes: await work.em.find(
        api.CandidateSchema,
        { agencyId: scene.agencyId },
        { limit: rowsBeyond, orderBy: { id: 'asc' } },
      ),
    },
  });
  const schemaForBeyond = api.guardSchema(beyond, api.shieldTree);
  // A connection keeps what it was made with.
  const orm = await api.openOrm(url);
  const schemaFor = api.guardSchema(api.publishedSchema(), api.shieldTree);
  const count = async (rows: number): Promise<number> => {
    const context = api.contextOf(api.workOn(orm), actorOf(scene));
    rowsBeyond = rows;
    const document =
      rows > 100
        ? parse(`{ candidates { nodes { lastName town ${RECORDS} } } }`)
        : parse(`{ candidates(first: ${rows}) { nodes { lastName town ${RECORDS} } } }`);
    const schema = (rows > 100 ? schemaForBeyond : schemaFor)(context, 'query');
    sent = 0;
    const data = (await api.inRowScope(
      () => scopeOf(scene),
      () => execute(schema, document, context),
    )) as { candidates: { nodes: unknown[] } };
    if (data.candidates.nodes.length !== rows) throw new Error(`${data.candidates.nodes.length} rows, of ${rows}.`);
    return sent;
  };
  try {
    if ((await count(10)) === 0) throw new Error('No statement was counted.');
    const found: Record<number, number> = {};
    // The first one opens connections, each of which is told its scope.
    for (const rows of [100, 10, 100, 110, 500]) found[rows] = await count(rows);
    console.log(
      `Statements: ${Object.entries(found)
        .map(([rows, statements]) => `${rows} rows ${statements}`)
        .join(', ')}`,
    );
    return [
      {
        number: 'P8',
        what: 'statements of a list with every record, 10 → 100 rows through the API',
        ratios: [found[100]! / found[10]!],
        asked: { atMost: 1 },
      },
      {
        number: 'P8',
        what: 'the same resolvers and loaders, 110 → 500 rows',
        ratios: [found[500]! / found[110]!],
        asked: { atMost: 1 },
      },
    ];
  } finally {
    await orm.close();
    Client.prototype.query = send;
  }
}

/** P11: the same lists with and without PostgreSQL holding the reader to his rows. */
export async function measureRowSecurity(scene: Scene, { rounds }: { rounds: number }): Promise<Finding[]> {
  const { api, orm } = scene;
  const schemaFor = api.guardSchema(api.publishedSchema(), api.shieldTree);
  const lists = { 'list read': list(50, ''), 'list read with every record of its people': list(50, RECORDS) };
  const findings: Finding[] = [];
  for (const [what, document] of Object.entries(lists)) {
    const read = async (secured: boolean) => {
      const context = api.contextOf(api.workOn(orm), actorOf(scene));
      await api.inRowScope(
        () => (secured ? scopeOf(scene) : undefined),
        () => execute(schemaFor(context, 'query'), document, context),
      );
    };
    const time = async (secured: boolean) => {
      // Connections change hands once in a while, not at each read.
      await read(secured);
      const start = performance.now();
      for (let turn = 0; turn < 15; turn += 1) await read(secured);
      return (performance.now() - start) / 15;
    };
    await time(true);
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const sides: Record<string, number> = {};
      for (const secured of round % 2 === 0 ? [true, false] : [false, true])
        sides[String(secured)] = await time(secured);
      ratios.push(sides['true']! / sides['false']!);
      console.log(
        `Round ${round + 1} (load ${load()}), ${what}: held ${sides['true']!.toFixed(1)} ms, not held ${sides['false']!.toFixed(1)} ms`,
      );
    }
    findings.push({
      number: 'P11',
      what: `${what}, held to its rows, against not held`,
      ratios,
      asked: { atMost: 1.1 },
    });
  }
  return findings;
}
