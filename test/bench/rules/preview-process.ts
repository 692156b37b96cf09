// A process that makes one preview, as the API does when somebody asks for it, and says how many people it names and how long that took.
import { openProduct, TODAY } from '../product.ts';
import { everyRule } from './every-rule.ts';
import type { FilledForRules } from './fill.ts';

const [url, filled] = process.argv.slice(2) as [string, string];
const { agencyId, ...places } = JSON.parse(filled) as Omit<FilledForRules, 'applications'>;
const product = await openProduct(url);
const rules = everyRule(product.ruleKinds, places);
const start = performance.now();
const people = await product.preview(rules, agencyId, TODAY);
console.log(JSON.stringify({ people, seconds: (performance.now() - start) / 1_000 }));
await product.close();
