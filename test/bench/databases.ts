import pg from 'pg';

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export const databaseUrl = (serverUrl: string, name: string) =>
  Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;

export async function createDatabase(serverUrl: string, name: string): Promise<string> {
  await withClient(serverUrl, (client) => client.query(`create database ${name}`));
  return databaseUrl(serverUrl, name);
}

/**
 * Lends a copy of a template database: each side of each round begins with the same bytes on disk, and with nothing left
 * to be written from before.
 */
export async function withCopy<T>(serverUrl: string, template: string, work: (url: string) => Promise<T>): Promise<T> {
  const name = `${template}_copy`;
  await withClient(serverUrl, async (client) => {
    await client.query(`create database ${name} template ${template} strategy file_copy`);
    await client.query('checkpoint');
  });
  try {
    return await work(databaseUrl(serverUrl, name));
  } finally {
    await withClient(serverUrl, (client) => client.query(`drop database ${name} with (force)`));
  }
}

export function serverVersion(url: string): Promise<string> {
  return withClient(url, async (client) => {
    const found = await client.query<{ version: string }>(`select current_setting('server_version') as version`);
    return found.rows[0]!.version;
  });
}
