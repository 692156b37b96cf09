import { openProduct } from '../product.ts';

/** When garbage is collected: when V8 sees fit, or after every batch, so that what is measured is what the run needs. */
export type Collecting = 'lazily' | 'every batch';

/** A process of its own, started with `--expose-gc`: a run over a filled database, and what it took, as JSON in bytes. */
export interface MemoryTaken {
  people: number;
  /** The most that the process ever had. */
  peakRss: number;
}

const [url, agencyId, collecting] = process.argv.slice(2) as [string, string, Collecting];
const product = await openProduct(url);
const people = await product.eraseDue(agencyId, {
  onBatch: () => {
    if (collecting === 'every batch') globalThis.gc!();
  },
});
await product.close();
const taken: MemoryTaken = { people, peakRss: process.resourceUsage().maxRSS * 1024 };
console.log(JSON.stringify(taken));
