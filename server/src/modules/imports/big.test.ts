import { createReadStream } from 'node:fs';
import { it } from 'vitest';
import { startTestProduct } from '../../../test-kit/index.ts';
import { makeAgency } from '../../../test-kit/agency.ts';
import { runImport } from './run-import.ts';
it('big', async () => {
  const p = await startTestProduct();
  const { id } = await makeAgency(p);
  const work = p.workAs({ kind: 'system', name: 'x' });
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 50);
  const source = () => createReadStream('/tmp/big100000.csv');
  let last = performance.now();
  for (let i = 0; i < 2; i++) {
    let t = performance.now();
    const r = await runImport(work, {
      agencyId: id,
      source,
      skipBad: false,
      onProgress: (x) => {
        if (x.done % 20000 === 0) {
          console.log(
            x.phase,
            x.done,
            ((performance.now() - last) / 1000).toFixed(1),
            (process.memoryUsage().heapUsed / 1e6) | 0,
          );
          last = performance.now();
        }
      },
    });
    console.log('import s', (performance.now() - t) / 1000, r.state, r.candidatesAdded, 'peak', (peak / 1e6) | 0);
  }
  clearInterval(timer);
  await p.stop();
}, 600_000);
