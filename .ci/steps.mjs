// Running other programs so that a person sees what happens, and one clear sentence when it goes wrong.
// Plain Node 20 without dependencies: this runs before anything has been installed.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { stripVTControlCharacters } from 'node:util';

const onTerminal = process.stdout.isTTY === true;
const SPINNER = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
const HEARTBEAT_SECONDS = 20;
const TAIL_LINES = 80;
const ONE_KEY_PRESS_MS = 1000;

/** Why we can't go on: one sentence for whoever started us. */
export class Refusal extends Error {}

/** A program that ended with another code than 0. `output` is what it said, as far as it said it to us. */
export class Failure extends Error {
  constructor(command, exitCode, output) {
    super(`${command} failed`);
    this.exitCode = exitCode;
    this.output = output;
  }
}

const children = new Set();
let interruptedBy;

/**
 * Runs a program to its end and returns its output.
 * @param {{ show?: boolean, env?: Record<string, string>, cwd?: string, onLine?: (line: string) => void }} options
 *   `show` lets it write to our own terminal instead.
 */
export async function run(command, args, { show = false, env, cwd, onLine } = {}) {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that stopping it stops what it has started as well.
    detached: process.platform !== 'win32',
  });
  children.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text;
      const line = stripVTControlCharacters(text)
        .trim()
        .split(/[\r\n]+/)
        .at(-1);
      if (line) onLine?.(line);
    });
  }
  try {
    const exitCode = await new Promise((done, fail) => {
      child.once('error', fail);
      child.once('close', (code, signal) => done(code ?? exitCodeOf(signal)));
    });
    if (exitCode !== 0) throw new Failure([command, ...args].join(' '), exitCode, output);
    return output;
  } catch (error) {
    throw error.code === 'ENOENT' ? new Refusal(`The program ${command} is not on this machine.`) : error;
  } finally {
    children.delete(child);
  }
}

function exitCodeOf(signal) {
  return 128 + constants.signals[signal];
}

/** Passes a signal on to what is running, and leaves it to that to end well. */
function passOn(signal) {
  interruptedBy = signal;
  if (children.size === 0) process.exit(exitCodeOf(signal));
  for (const child of children) {
    try {
      if (process.platform === 'win32') child.kill(signal);
      else process.kill(-child.pid, signal);
    } catch {
      // It has just ended.
    }
  }
}

/**
 * Says what is being done and for how long, while `work` does it. `work` gets a function to say how far it is.
 * @returns {Promise<number>} how many seconds it took
 */
export async function step(title, work) {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  let detail = '';
  let frame = 0;

  const draw = () => {
    const head = `${SPINNER[frame++ % SPINNER.length]} ${title} ${seconds().toFixed(0)} s`;
    const room = (process.stdout.columns || 80) - head.length - 4;
    process.stdout.write(`\r\x1b[2K${head}${detail && room > 10 ? `  \x1b[2m${detail.slice(0, room)}\x1b[22m` : ''}`);
  };
  const beat = () => console.log(`  ${seconds().toFixed(0)} s  ${detail || 'going on'}`);
  if (!onTerminal) console.log(`${title} …`);
  const timer = onTerminal ? setInterval(draw, 100) : setInterval(beat, HEARTBEAT_SECONDS * 1000);

  const finish = (mark) => {
    clearInterval(timer);
    const line = `${mark} ${title} ${seconds().toFixed(1)} s`;
    console.log(onTerminal ? `\r\x1b[2K${line}` : line);
  };
  try {
    await work((line) => (detail = line));
    finish('✓');
    return seconds();
  } catch (error) {
    finish('✗');
    if (error instanceof Failure) error.message = `${title}: this failed, and the lines above say why`;
    throw error;
  }
}

/** Runs the whole of a command, and ends the process with one sentence when it can't be done. */
export async function main(command) {
  let last = -Infinity;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // Of one Ctrl-C we hear twice: from the terminal and from npm.
      const again = performance.now() - last > ONE_KEY_PRESS_MS;
      last = performance.now();
      // A closed terminal asks for the same as SIGTERM, which every program knows how to obey.
      if (again) passOn(signal === 'SIGHUP' ? 'SIGTERM' : signal);
    });
  }
  try {
    process.exitCode = await command();
  } catch (error) {
    process.exitCode = interruptedBy ? exitCodeOf(interruptedBy) : 1;
    if (interruptedBy) return;
    if (error instanceof Failure) console.error(tail(error.output));
    console.error(`\n${error instanceof Refusal ? error.message : sentenceFor(error)}`);
  }
}

function tail(output) {
  return output.trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
}

const KNOWN_CAUSES = [
  [/ENOSPC|no space left on device/i, 'The disk is full: make room and try again.'],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|META_FETCH_FAIL|dns error|error sending request/i,
    'The packages could not be downloaded: check the connection to the internet and try again.',
  ],
  [/ERR_PNPM_OUTDATED_LOCKFILE/, 'pnpm-lock.yaml does not match a package.json: run pnpm install and try again.'],
  [/EROFS|read-only file system/i, 'This folder is on a read-only disk: move it to one that can be written to.'],
  [
    /\bEACCES\b|permission denied/i,
    'This user may not write in this folder: give the permission, or use a copy of your own.',
  ],
];

function sentenceFor(error) {
  const evidence = `${error.output ?? ''}\n${error.code ?? ''}`;
  const known = KNOWN_CAUSES.find(([pattern]) => pattern.test(evidence));
  return known ? known[1] : `${error.message}.`;
}
