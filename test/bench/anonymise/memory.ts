import { openProduct } from '../product.ts';

/** A process of its own, started with `--expose-gc`: a run over a filled database, and what it took, as JSON in bytes. */
export interface MemoryTaken {
  people: number;
  /** The most that the process ever had. */
  peakRss: number;
  /** What is still in use when the run is over and the garbage has been collected. */
  heapAfter: number;
}

const [url, ...agencyIds] = process.argv.slice(2);
const product = await openProduct(url!);
const people = await product.eraseDue(agencyIds);
globalThis.gc!();
const taken: MemoryTaken = {
  people,
  peakRss: process.resourceUsage().maxRSS * 1024,
  heapAfter: process.memoryUsage().heapUsed,
};
await product.close();
console.log(JSON.stringify(taken));
