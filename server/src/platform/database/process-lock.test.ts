import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LockHeldError, lockForThisProcess } from './process-lock.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wisbaar-lock-'));
  path = join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('is held until it is given back, and leaves nothing', () => {
  const unlock = lockForThisProcess(path);
  expect(() => lockForThisProcess(path)).toThrow(LockHeldError);
  unlock();
  lockForThisProcess(path)();
  expect(readdirSync(folder)).toEqual([]);
});

it('says who holds it', () => {
  lockForThisProcess(path);
  expect(() => lockForThisProcess(path)).toThrow(expect.objectContaining({ pid: process.pid }));
});

it('is taken over from a process that has died', () => {
  const { pid } = spawnSync('true');
  writeFileSync(path, `${pid} 1\n`);
  const unlock = lockForThisProcess(path);
  expect(readFileSync(path, 'utf8')).toMatch(new RegExp(`^${process.pid} `));
  unlock();
  expect(readdirSync(folder)).toEqual([]);
});

it.skipIf(!existsSync('/proc/self/stat'))('is taken over from a process whose pid someone else has now', () => {
  writeFileSync(path, `${process.pid} 1\n`);
  lockForThisProcess(path)();
});

it('is taken over from a file that names nobody', () => {
  writeFileSync(path, '');
  lockForThisProcess(path)();
});

it('is not given back twice, when another has it by then', () => {
  const unlock = lockForThisProcess(path);
  writeFileSync(path, '1 1\n');
  unlock();
  expect(existsSync(path)).toBe(true);
});
