import { type Entity, NOW, type PersonalTable, type Product } from '../product.ts';

/** Columns whose new value follows from the row, by table and property. */
const COMPUTED: Record<string, (row: Entity, ruleId: string) => unknown> = {
  'application.status': () => 'CLOSED',
  'application.deregistrationRuleId': (row, ruleId) =>
    row['deregisteredOn'] === null ? ruleId : row['deregistrationRuleId'],
  'erasure_plan.state': (row) => (row['state'] === 'PLANNED' ? 'CARRIED_OUT' : row['state']),
  'erasure_plan.closedAt': (row) => (row['state'] === 'PLANNED' ? new Date(NOW) : row['closedAt']),
  'erasure_plan.answeredAt': (row) => row['answeredAt'],
  'outgoing_mail.state': (row) =>
    row['state'] === 'QUEUED' || row['state'] === 'SENDING' ? 'WITHDRAWN' : row['state'],
};

/**
 * The way that an application with an ORM comes to by itself: load people with their records, set every property, flush.
 * Nothing is locked, checked, recorded, proved or mailed.
 */
export async function eraseByUnitOfWork(
  product: Product,
  candidateIds: readonly string[],
  options: { peopleAFlush: number; ruleId: string },
): Promise<void> {
  for (let start = 0; start < candidateIds.length; start += options.peopleAFlush) {
    const em = product.em.fork();
    const ids = candidateIds.slice(start, start + options.peopleAFlush);
    for (const table of product.tables) {
      for (const row of await em.find(table.schema, { [table.person]: { $in: ids } })) {
        if (table.rows === 'DELETE') em.remove(row);
        else Object.assign(row, erased(table, row, options.ruleId));
      }
    }
    await em.flush();
  }
}

function erased(table: PersonalTable, row: Entity, ruleId: string): Entity {
  const changes: Entity = {};
  for (const [property, { erase }] of Object.entries(table.columns)) {
    if (erase === 'KEEP') continue;
    changes[property] = typeof erase === 'string' ? FIXED[erase]!() : computed(table, property)(row, ruleId);
  }
  return changes;
}

const FIXED: Record<string, () => unknown> = {
  OVERWRITE: () => 'xxx',
  CLEAR: () => null,
  SET_TRUE: () => true,
  SET_FALSE: () => false,
  SET_NOW: () => new Date(NOW),
};

function computed(table: PersonalTable, property: string) {
  const name = `${table.schema.meta.tableName}.${property}`;
  const compute = COMPUTED[name];
  if (!compute) throw new Error(`The benchmark does not know how ${name} is erased: say it in by-unit-of-work.ts.`);
  return compute;
}
