import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProduct, type TestProduct } from '../../test-kit/index.ts';
import { RULE_KINDS } from '../modules/selection-rules/index.ts';
import { sql } from '../platform/database/index.ts';
import { catalogue } from './modules.ts';

/** The tables of facts by their aliases; a vacancy is nobody's. */
const TYPES: Readonly<Record<string, string>> = {
  a: 'Application', o: 'Offer', h: 'Hire', t: 'TrajectoryRegistration', m: 'TalentPoolMember', e: 'ContactEntry',
  w: 'Employee', k: 'Consent', c: 'Candidate',
}; // prettier-ignore

describe('what rules look at (D17)', () => {
  let product: TestProduct;
  beforeAll(async () => {
    product = await startTestProduct();
  });
  afterAll(() => product.stop());

  it.each(RULE_KINDS.map((kind) => [kind.ref, kind.kind, kind] as const))(
    '%s: %s names every published field that its SQL looks at, and none that there isn’t',
    (_ref, _kind, kind) => {
      const published = new Map(
        catalogue.publishedFields().map((one) => {
          const meta = product.orm.getMetadata().get(one.declaration.schema);
          const property = (meta.properties as Record<string, { fieldNames: string[] }>)[one.property]!;
          return [`${one.declaration.schema.meta.className}.${property.fieldNames[0]!}`, `${one.type}.${one.field}`];
        }),
      );
      const parameters = Object.fromEntries(Object.keys(kind.parameters).map((name) => [name, 1]));
      for (const fact of Object.values(kind.facts({ parameters, on: sql`current_date` }))) {
        const text = fact.value.compile(product.orm.em.getKysely()).sql;
        const looksAt = [...text.matchAll(/\b([a-z])\.(\w+)/g)].flatMap(([, alias, column]) => {
          const field = published.get(`${TYPES[alias!] ?? ''}.${column!}`);
          return field === undefined ? [] : [field];
        });
        expect([...fact.fields]).toEqual(expect.arrayContaining(looksAt));
        expect([...published.values()]).toEqual(expect.arrayContaining([...fact.fields]));
        // How many there are tells of them too. Of a unit there is no field to be seen or hidden.
        if (fact.source !== 'person') expect(fact.fields.length).toBeGreaterThan(0);
      }
    },
  );
});
