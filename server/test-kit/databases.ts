import { randomUUID } from 'node:crypto';
import pg from 'pg';

async function asOwner(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(statement);
  await client.end();
}

const urlOf = (serverUrl: string, name: string) => Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;

export async function createEmptyDatabase(
  serverUrl: string,
  name = `test_${randomUUID().replaceAll('-', '')}`,
): Promise<string> {
  await asOwner(serverUrl, `create database ${name}`);
  return urlOf(serverUrl, name);
}

/** A database with all tables, made by copying the template; nobody else uses it. */
export async function copyDatabase(serverUrl: string, template: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asOwner(serverUrl, `create database ${name} template ${template}`);
  return urlOf(serverUrl, name);
}
