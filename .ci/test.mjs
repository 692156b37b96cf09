// npm test: prepares what has to be prepared, a browser too, then runs every check and every test.
//   npm test -- --only server     one step: see STEPS for their names
//   npm test -- --only check      lint, format, spelling and types
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepare, root } from './prepare.mjs';
import { Failure, main, Refusal, run, step } from './steps.mjs';

const STEPS = [
  { name: 'lint', group: 'check', title: 'Lint', pnpm: ['lint'] },
  { name: 'format', group: 'check', title: 'Format', pnpm: ['format:check'] },
  { name: 'spelling', group: 'check', title: 'Spelling', pnpm: ['spelling'] },
  { name: 'types', group: 'check', title: 'Types', pnpm: ['-r', 'check'] },
  { name: 'schema', title: 'Committed API schema', work: schemaIsCommitted },
  { name: 'server', title: 'Tests of the server', vitest: 'server' },
  { name: 'product', title: 'Tests of the whole product', vitest: 'test', browser: true },
];

await main(async () => {
  const steps = chosen();
  const pnpm = await prepare();
  const env = steps.some(({ browser }) => browser) ? { CHROMIUM_PATH: await chromium() } : {};

  const outcomes = [];
  const reports = mkdtempSync(join(tmpdir(), 'wisbaar-tests-'));
  for (const { name, title, pnpm: command, work, vitest } of steps) {
    const outcome = { title, passed: 0, failed: 0, skipped: 0, seconds: 0 };
    outcomes.push(outcome);
    const began = performance.now();
    const report = join(reports, `${name}.json`);
    try {
      if (vitest) {
        console.log(`\n${title} …`);
        // The tests speak for themselves, while they run.
        const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
        await pnpm(['-C', vitest, 'test', ...reporters], { show: true, env });
      } else {
        await step(title, (onLine) => (work ? work(pnpm, onLine) : pnpm(command, { onLine })));
      }
    } catch (error) {
      outcome.error = error;
    }
    outcome.seconds = (performance.now() - began) / 1000;
    Object.assign(outcome, countsOf(report));
    if (outcome.error) {
      // What broke without a failing test, as a lint error does, counts as one: "0 failed" must mean that all is well.
      outcome.failed ||= 1;
      console.error(outcome.error instanceof Failure ? outcome.error.output : outcome.error.message);
      break;
    }
  }
  rmSync(reports, { recursive: true });
  return summarise(steps, outcomes);
});

function chosen() {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const steps = STEPS.filter(({ name, group }) => [undefined, name, group].includes(values.only));
  if (steps.length > 0) return steps;
  const names = ['check', ...STEPS.map(({ name }) => name)].join(', ');
  throw new Refusal(`There is no step ${values.only}: choose one of ${names}.`);
}

async function schemaIsCommitted(pnpm, onLine) {
  await pnpm(['emit-schema'], { onLine });
  if (!existsSync('.git')) return;
  // Git distrusts a folder of another user, as a build machine's often is; reading one file's state is harmless.
  const git = ['-c', `safe.directory=${root.replace(/\/$/, '')}`, 'diff', '--exit-code', '--', 'schema/schema.graphql'];
  try {
    await run('git', git);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(
      'git diff',
      1,
      `${error.output}\nThe API has changed: review this difference, then git add schema/schema.graphql.`,
    );
  }
}

async function chromium() {
  const found = findChromium();
  if (found) return found;
  const advice = 'The tests need a browser: install Chromium or Chrome, or set CHROMIUM_PATH to the program.';
  if (process.getuid?.() !== 0 || !onPath('apt-get')) throw new Refusal(advice);
  await step("Installing Debian's chromium, which this machine lacks", async (onLine) => {
    const options = { onLine, env: { DEBIAN_FRONTEND: 'noninteractive' } };
    await run('apt-get', ['update'], options);
    await run('apt-get', ['install', '--yes', 'chromium'], options);
  });
  const installed = findChromium();
  if (!installed) throw new Refusal(advice);
  return installed;
}

function findChromium() {
  const asked = process.env.CHROMIUM_PATH;
  if (asked && !existsSync(asked)) throw new Refusal(`CHROMIUM_PATH is ${asked}, and there is no such program.`);
  return (
    asked ||
    ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(onPath).find(Boolean) ||
    ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'].find((path) => existsSync(path))
  );
}

function onPath(program) {
  return process.env.PATH.split(delimiter)
    .map((folder) => join(folder, program))
    .find((path) => existsSync(path));
}

function countsOf(report) {
  if (!existsSync(report)) return {};
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(report, 'utf8'));
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
}

function summarise(steps, outcomes) {
  console.log();
  for (const { title, seconds, error } of outcomes) {
    console.log(`${error ? '✗' : '✓'} ${title.padEnd(30)} ${seconds.toFixed(1).padStart(7)} s`);
  }
  for (const { title } of steps.slice(outcomes.length)) console.log(`- ${title.padEnd(30)}  not run`);
  const total = (count) => outcomes.reduce((sum, outcome) => sum + outcome[count], 0);
  console.log(`\n${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped`);
  return outcomes.some(({ error }) => error) ? 1 : 0;
}
