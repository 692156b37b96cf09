import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.ts';
import type { Settings } from './installation.ts';
import type { Product } from './product.ts';

const MAIN = fileURLToPath(new URL('../../server/dist/main.js', import.meta.url));

/**
 * One process more on the database of a product that runs, as an agency with several machines has.
 * @param command what it is for; by itself it serves the API.
 * @param hear told of all that it says, also before it serves.
 */
export async function startBeside(
  product: Product,
  settings: Settings,
  command: 'api' | 'serve' = 'api',
  hear: (said: string) => void = () => undefined,
): Promise<{ url: string; pid: number; stop(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'wisbaar-beside-'));
  const child = spawn(process.execPath, [MAIN, command], {
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      DATA_DIR: dataDir,
      PORT: String(await freePort()),
      DEMO: '0',
      DATABASE_URL: await product.databaseUrl(),
      ...settings,
    },
    stdio: 'pipe',
  });
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      hear(said);
      const [, found] = / API +(http:\S+)\/graphql\n[^]*Ctrl-C/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('close', () => reject(new Error(`The second process ended before it served:\n${said}`)));
  });
  return {
    url,
    pid: child.pid!,
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'close');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
