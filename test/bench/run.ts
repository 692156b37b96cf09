import { parseArgs } from 'node:util';
import { benchAnonymise } from './anonymise/anonymise.ts';
import { benchImport } from './import/import.ts';
import { benchPermissions } from './permissions/permissions.ts';
import { benchPortal } from './portal/portal.ts';
import { benchRules } from './rules/rules.ts';

const USAGE = `pnpm bench anonymise [--people N] [--rounds N] [--only speed|memory] [--quick]

  --people N  people to erase, each with about 30 rows (20000)
  --rounds N  rounds of which the median is taken (5)
  --only      speed (P1, P2, P3) or memory (P4)
  --quick     2000 people and 2 rounds: whether it works, not how fast it is

pnpm bench import [--rows N] [--rounds N] [--quick]

  --rows N    rows in the longer of the two files (100000); the other has a tenth of them

pnpm bench rules [--people N] [--rounds N] [--quick]

  --people N  people in the larger of the two databases (1000000); the other has a tenth of them

pnpm bench permissions [--people N] [--rounds N] [--quick]

  --people N  people in the database of which lists are read (100000)

pnpm bench portal [--rounds N]

  --rounds N  rounds of Lighthouse of which the median is taken (5); needs pnpm build and /usr/bin/chromium, or CHROMIUM_PATH`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    people: { type: 'string' },
    rows: { type: 'string' },
    rounds: { type: 'string' },
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
});

const [bench] = positionals;
const USUAL: Readonly<Record<string, number>> = { import: 100_000, rules: 1_000_000, permissions: 100_000 };
const usual = USUAL[bench ?? ''] ?? 20_000;
const people = Number(values.people ?? values.rows ?? (values.quick ? 2_000 : usual));
const rounds = Number(values.rounds ?? (values.quick ? 2 : 5));
const only = values.only === 'speed' || values.only === 'memory' ? values.only : undefined;
const sound = Number.isInteger(people) && people >= 100 && Number.isInteger(rounds) && rounds >= 1;
if (positionals.length !== 1 || !sound || only !== values.only) refuse();
else if (bench === 'anonymise') await benchAnonymise({ people, rounds, only });
else if (bench === 'import') await benchImport({ rows: Math.ceil(people / 50) * 50, rounds });
else if (bench === 'permissions') await benchPermissions({ people, rounds, seconds: values.quick ? 1 : 4 });
else if (bench === 'portal') await benchPortal({ rounds });
else if (bench === 'rules') await benchRules({ people, rounds });
else refuse();

function refuse(): void {
  console.error(USAGE);
  process.exitCode = 2;
}
