import { Migration } from '@mikro-orm/migrations';
import { createHash } from 'node:crypto';

/** Settings of rules that are rows, and where those are. */
const ROWS: Readonly<Record<string, { readonly setting: string; readonly table: string }>> = {
  IN_THIS_TALENT_POOL: { setting: 'talentPool', table: 'talent_pool' },
  IN_THIS_UNIT: { setting: 'unit', table: 'organisation_unit' },
};

interface Rule {
  readonly kind: string;
  readonly parameters: Readonly<Record<string, string>>;
}
interface Content {
  readonly rules: readonly Rule[];
}

/**
 * The mark of a set is made of names, which are the same in every environment; sets that were drafted before it was have one
 * that is made of ids, by which they could be recognised nowhere else.
 */
export class Migration20261124000403_marks_of_sets extends Migration {
  override name = 'Migration20261124000403_marks_of_sets';

  override async up(): Promise<void> {
    const sets = await this.execute('select id, agency_ids, content, content_hash from rule_set');
    for (const set of sets as { id: string; agency_ids: string[]; content: Content; content_hash: string }[]) {
      const agencies = await this.#names('agency', set.agency_ids);
      const rules = [];
      for (const rule of set.content.rules) rules.push(await this.#named(rule));
      const hash = mark([...agencies.values()].map(({ name }) => name).toSorted(), { ...set.content, rules });
      if (hash !== set.content_hash)
        await this.execute('update rule_set set content_hash = ? where id = ?', [hash, set.id]);
    }
  }

  override down(): void {
    // Either form is a mark; the one of names stays.
  }

  async #named(rule: Rule): Promise<object> {
    const row = ROWS[rule.kind];
    const id = row && rule.parameters[row.setting];
    if (!row || id === undefined) return rule;
    const found = (await this.#names(row.table, [id])).get(id);
    return {
      ...rule,
      parameters: { ...rule.parameters, [row.setting]: { agency: found?.agency ?? '', name: found?.name ?? id } },
    };
  }

  /** By id, in the order of the ids; what is gone has its id for a name. */
  async #names(table: string, ids: readonly string[]): Promise<Map<string, { name: string; agency: string }>> {
    const agency = table === 'agency' ? 'r.name' : '(select g.name from agency g where g.id = r.agency_id)';
    const found = await this.execute(
      `select r.id, r.name, ${agency} as agency from "${table}" r where r.id in (${ids.map(() => '?').join(', ')})`,
      [...ids],
    );
    const known = new Map((found as { id: string; name: string; agency: string }[]).map((one) => [one.id, one]));
    return new Map(ids.map((id) => [id, known.get(id) ?? { name: id, agency: '' }]));
  }
}

/** As the product makes it at this migration. */
function mark(agencies: readonly string[], content: object): string {
  return createHash('sha256')
    .update(JSON.stringify([agencies, inOrder(content)]))
    .digest('hex');
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, inOrder(one)]),
  );
}
