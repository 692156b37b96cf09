import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { entities } from '../src/app/modules.ts';
import { secureRows } from '../src/app/row-security.ts';
import { connect } from '../src/platform/database/index.ts';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';
import { createEmptyDatabase } from './databases.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    serverUrl: string;
    templateName: string;
  }
}

/** One real PostgreSQL for the whole run; each test file copies the migrated template. */
export default async function setup(project: TestProject) {
  const dataDir = await mkdtemp(join(tmpdir(), 'wisbaar-test-'));
  const server = await startEmbeddedPostgres({
    dataDir,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
  });
  const templateName = 'template_wisbaar';
  const url = await createEmptyDatabase(server.url, templateName);
  const orm = await connect({ url, entities });
  await orm.migrator.up();
  await secureRows(orm);
  await orm.close();
  project.provide('serverUrl', server.url);
  project.provide('templateName', templateName);
  return async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
