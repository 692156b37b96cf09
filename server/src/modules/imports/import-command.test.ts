import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgency } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { IMPORT_USAGE, importCommand } from './import-command.ts';

describe('the command import', () => {
  let product: TestProduct;
  let name: string;
  let dir: string;

  beforeAll(async () => {
    product = await startTestProduct();
    ({ name } = await makeAgency(product));
    dir = await mkdtemp(join(tmpdir(), 'wisbaar-import-'));
  });
  afterAll(async () => {
    await product.stop();
    await rm(dir, { recursive: true, force: true });
  });

  const capture = (isTTY: boolean) => {
    const text: string[] = [];
    const stream = new Writable({
      write: (chunk: Buffer, _, done) => {
        text.push(chunk.toString());
        done();
      },
    });
    return { stream: Object.assign(stream, { isTTY, columns: 100 }), text: () => text.join('') };
  };
  async function run(argv: string[], isTTY = false) {
    const [stdout, stderr] = [capture(isTTY), capture(false)];
    const code = await importCommand(product.workAs({ kind: 'system', name: 'import' }), argv, {
      stdout: stdout.stream,
      stderr: stderr.stream,
    });
    return { code, stdout: stdout.text(), stderr: stderr.text() };
  }
  async function file(text: string): Promise<string> {
    const path = join(dir, 'candidates.csv');
    await writeFile(path, text);
    return path;
  }

  it('imports into the only agency, says how far it is in plain lines, and ends with 0', async () => {
    const { code, stdout } = await run([await file('Naam;E-mail\nVos;vos@p.example\n')]);
    expect(code).toBe(0);
    expect(stdout).toBe(
      `Importing into ${name}.\nChecking: 1 of 1 rows.\nWriting: 1 of 1 rows.\nDone: 1 candidates, 0 applications, 0 work experiences and 0 consents were added.\n`,
    );
  });

  it('shows a bar on a terminal', async () => {
    const { code, stdout } = await run([await file('Naam;E-mail\nVos;vos@p.example\n')], true);
    expect(code).toBe(0);
    expect(stdout).toContain('Writing');
    expect(stdout).toContain('100%');
  });

  it('lists what is wrong and ends with 1; with --skip-bad it keeps the rest', async () => {
    const path = await file('Naam;E-mail\nDas;das@p.example\nBok;QQQ\n');
    const refused = await run([path]);
    expect(refused.code).toBe(1);
    expect(refused.stdout).toContain('   3  E-mail  This is not an e-mail address. (INVALID_EMAIL)');
    expect(refused.stdout).toContain('Nothing was imported. Mend the rows above, or keep the others with --skip-bad.');
    expect(refused.stdout).not.toContain('QQQ');
    const skipped = await run([path, '--skip-bad']);
    expect(skipped.code).toBe(0);
    expect(skipped.stdout).toContain(
      'Done: 1 candidates, 0 applications, 0 work experiences and 0 consents were added; 1 rows were skipped.',
    );
  });

  it('ends with 1, and keeps nothing, while another import into the agency is under way', async () => {
    const path = await file('Naam;E-mail\nVos;vos@p.example\n');
    const [first, second] = await Promise.all([run([path]), run([path])]);
    const refused = first.code === 1 ? first : second;
    expect([first.code, second.code].toSorted()).toEqual([0, 1]);
    expect(refused.stderr).toBe(
      'Another import into this agency is under way. Start this one again when that is done.\n',
    );
  });

  it('ends with 2 when it does not understand what is asked', async () => {
    expect(await run([])).toMatchObject({ code: 2, stderr: `${IMPORT_USAGE}\n` });
    expect(await run(['a.csv', '--fast'])).toMatchObject({ code: 2, stderr: `${IMPORT_USAGE}\n` });
    expect(await run([join(dir, 'none.csv')])).toMatchObject({
      code: 2,
      stderr: 'There is no such file, or it may not be read.\n',
    });
    const other = await makeAgency(product);
    const path = await file('Naam;E-mail\nVos;vos@p.example\n');
    expect((await run([path])).stderr).toContain(other.name);
    expect((await run([path, '--agency', 'Nergens'])).code).toBe(2);
    expect((await run([path, '--agency', other.name.toUpperCase()])).stdout).toContain('Done: 1 candidates');
  });
});
