import pg from 'pg';

/** As the owner of the database, who takes the trail's guards away before he touches it, and puts them back. */
export async function tamper(databaseUrl: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('alter table audit_entry disable trigger all');
    for (const statement of statements) await client.query(statement);
    await client.query('alter table audit_entry enable always trigger only_added_to');
    await client.query('alter table audit_entry enable always trigger never_emptied');
    await client.query('commit');
  } finally {
    await client.end();
  }
}
