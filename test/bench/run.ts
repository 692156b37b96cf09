import { parseArgs } from 'node:util';
import { benchAnonymise } from './anonymise/anonymise.ts';

const USAGE = `pnpm bench anonymise [--people N] [--rounds N] [--only speed|memory] [--quick]

  --people N  people to erase, each with about 30 rows (20000)
  --rounds N  rounds of which the median is taken (5)
  --only      speed (P1, P2, P3) or memory (P4)
  --quick     2000 people and 2 rounds: whether it works, not how fast it is`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    people: { type: 'string' },
    rounds: { type: 'string' },
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
});

const people = Number(values.people ?? (values.quick ? 2_000 : 20_000));
const rounds = Number(values.rounds ?? (values.quick ? 2 : 5));
const known = positionals.length === 1 && positionals[0] === 'anonymise';
const only = values.only === 'speed' || values.only === 'memory' ? values.only : undefined;
const sound = Number.isInteger(people) && people >= 100 && Number.isInteger(rounds) && rounds >= 1;
if (!known || !sound || only !== values.only) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  await benchAnonymise({ people, rounds, only });
}
