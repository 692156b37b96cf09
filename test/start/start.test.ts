import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { isRunning, look, makeInstallation, postmasterPid, setUpAgency, type Installation } from '../kit/index.ts';

/** One sentence for whoever starts it, and neither a stack nor a second line. */
function expectOneSentence(text: string, words: RegExp) {
  expect(text.trim()).toMatch(words);
  expect(text.trim().split('\n')).toHaveLength(1);
  expect(text).not.toMatch(/\bat .+:\d+/);
}

describe('wisbaar serve', () => {
  const installations: Installation[] = [];
  async function installed(settings?: Record<string, string>): Promise<Installation> {
    const installation = await makeInstallation(settings);
    installations.push(installation);
    return installation;
  }
  afterEach(async () => {
    for (const installation of installations.splice(0)) await installation.remove();
  });

  it('says where everything is, serves it there, and stops on SIGTERM without leaving a process', async () => {
    const product = await (await installed()).start();
    for (const name of ['Portal', 'Admin', 'API', 'Mailbox'])
      expect(product.said()).toMatch(new RegExp(`${name} +http`));
    for (const path of ['/', '/admin', '/mailbox', '/livez', '/readyz', '/schema.graphql'])
      expect([path, (await fetch(`${product.url}${path}`)).status]).toEqual([path, 200]);
    await product.stop('SIGTERM');
    await expect(fetch(`${product.url}/livez`)).rejects.toThrow();
  });

  it('takes a port of its own choosing with PORT=0', async () => {
    const product = await (await installed()).start({ PORT: '0' });
    expect((await fetch(`${product.url}/livez`)).status).toBe(200);
    await product.stop();
  });

  it('says in one sentence that its port is taken, ends with 1 and leaves no database behind', async () => {
    const installation = await installed();
    const other = createServer().listen(installation.port, '127.0.0.1');
    await once(other, 'listening');
    const { code, stderr } = await installation.run(['serve']);
    other.close();
    expect(code).toBe(1);
    expectOneSentence(stderr, new RegExp(`^Port ${installation.port} is taken by another program: .*PORT`));
    await expect(postmasterPid(installation.dataDir)).rejects.toThrow();
  });

  it('says in one sentence that its data directory can’t be used, and ends with 1', async () => {
    const installation = await installed();
    const file = join(installation.dataDir, 'a-file');
    await writeFile(file, '');
    const { code, stderr } = await installation.run(['serve'], { settings: { DATA_DIR: join(file, 'data') } });
    expect(code).toBe(1);
    expectOneSentence(stderr, /^The data directory .* can't be written to/);
  });

  it.skipIf(process.getuid?.() === 0)('says the same of a data directory that it may not write to', async () => {
    const installation = await installed();
    const closed = join(installation.dataDir, 'closed');
    await mkdir(closed);
    await chmod(closed, 0o500);
    const { code, stderr } = await installation.run(['serve'], { settings: { DATA_DIR: closed } });
    expect(code).toBe(1);
    expectOneSentence(stderr, /^The data directory .* can't be written to/);
  });

  it('says in one sentence that a setting can’t be used, without repeating it', async () => {
    const { code, stderr } = await (await installed()).run(['serve'], { settings: { PORT: 'geheim-getal' } });
    expect(code).toBe(1);
    expectOneSentence(stderr, /PORT/);
    expect(stderr).not.toContain('geheim');
  });

  it('says in one sentence that the database of DATABASE_URL doesn’t answer, without its password', async () => {
    const settings = { DATABASE_URL: 'postgres://user:zeer-geheim@127.0.0.1:1/nowhere' };
    // A server process waits for it (F4); a command has somebody who waits.
    const { code, stderr } = await (await installed()).run(['migrate'], { settings });
    expect(code).toBe(1);
    expectOneSentence(stderr, /127\.0\.0\.1:1.*DATABASE_URL/);
    expect(stderr).not.toContain('zeer-geheim');
  });

  it('says in one sentence that another one uses its data directory', async () => {
    const installation = await installed();
    const product = await installation.start();
    const { code, stderr } = await installation.run(['serve'], { settings: { PORT: '0' } });
    expect(code).toBe(1);
    expectOneSentence(stderr, new RegExp(`^The data directory .* is in use by process ${product.pid}`));
    await product.stop();
  });

  it('finds everything back at the second start', async () => {
    const installation = await installed();
    await setUpAgency(installation, 'Bureau Tussenweg');
    const product = await installation.start();
    expect(await agencies(await product.databaseUrl())).toEqual([{ name: 'Bureau Tussenweg' }]);
    expect(product.said()).not.toContain('Making a PostgreSQL cluster');
    await product.stop();
  });

  it('starts again after it was killed, and has what it had', async () => {
    const installation = await installed();
    await setUpAgency(installation, 'Bureau Spijkenisse');
    const first = await installation.start();
    const orphan = await postmasterPid(installation.dataDir);
    process.kill(first.pid, 'SIGKILL');
    expect(await first.ended).toBe('SIGKILL');
    // Its database is still there, without anybody who looks after it.
    const second = await installation.start();
    expect(isRunning(orphan)).toBe(false);
    expect(await agencies(await second.databaseUrl())).toEqual([{ name: 'Bureau Spijkenisse' }]);
    await second.stop();
  });

  it('leaves no process behind on Ctrl-C, also with somebody on the line', async () => {
    const product = await (await installed()).start();
    // A connection that is kept open, as browsers do.
    expect((await fetch(`${product.url}/admin`, { headers: { connection: 'keep-alive' } })).status).toBe(200);
    await product.stop('SIGINT');
  });

  it('leaves no process behind when somebody presses Ctrl-C again while it stops', async () => {
    const product = await (await installed()).start();
    process.kill(product.pid, 'SIGINT');
    await vi.waitUntil(() => product.said().includes('Stopping'), { interval: 1, timeout: 10_000 });
    await product.stop('SIGINT');
  });

  const agencies = (url: string) => look(url, 'select name from agency');
});

describe('wisbaar', () => {
  it('lists its commands for a word that is none, and ends with 2', async () => {
    const installation = await makeInstallation();
    try {
      const { code, stderr } = await installation.run(['dans']);
      expect(code).toBe(2);
      for (const command of ['serve', 'setup', 'import', 'sweep', 'verify']) expect(stderr).toContain(`  ${command}`);
    } finally {
      await installation.remove();
    }
  });
});
