import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import pg from 'pg';

/** One look into a product's database, from outside. */
export async function look<Row extends object>(url: string, query: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(query, values)).rows;
  } finally {
    await client.end();
  }
}

const tablesOf = (url: string) =>
  look<{ name: string }>(
    url,
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );

/** How many rows each table has. */
export async function rowCounts(url: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name } of await tablesOf(url)) {
    const [row] = await look<{ n: number }>(url, `select count(*)::int as n from ${name}`);
    counts[name] = row!.n;
  }
  return counts;
}

/** Short, and of digits of a hash alone: one day a hash holds it by chance. */
const BY_CHANCE = /^[\da-f]{1,7}$/i;

/**
 * Every table whose rows hold one of these texts, in whatever column, as text or as bytes.
 * @throws for a text that says nothing when it is found.
 */
export async function tablesHolding(url: string, texts: readonly string[]): Promise<string[]> {
  const unfit = texts.filter((text) => BY_CHANCE.test(text));
  if (unfit.length > 0) throw new Error(`Any hash may hold ${unfit.join(', ')}: look for something longer`);
  const patterns = texts.flatMap((text) => [text.toLowerCase(), Buffer.from(text).toString('hex')]);
  const found: string[] = [];
  for (const { name } of await tablesOf(url)) {
    const hits = await look<{ text: string }>(
      url,
      `select distinct pattern as text from ${name} t, unnest($1::text[]) pattern where position(pattern in lower(t::text)) > 0`,
      [patterns],
    );
    found.push(...hits.map(({ text }) => `${name}: ${text}`));
  }
  return found;
}

/**
 * Every file of the product that holds one of these texts. The database's own files are left out: what an update leaves
 * in them until they are cleaned up is said in the documentation, and is not what the product serves.
 */
export async function filesHolding(dataDir: string, texts: readonly string[]): Promise<string[]> {
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || relative(dataDir, path).startsWith('postgres')) continue;
    const content = (await readFile(path, 'latin1')).toLowerCase();
    found.push(
      ...texts
        .filter((text) => content.includes(Buffer.from(text.toLowerCase()).toString('latin1')))
        .map((text) => `${path}: ${text}`),
    );
  }
  return found;
}
