import { badInput } from '../errors.ts';
import { rows, sql, type EntityManager, type Sql } from '../database/index.ts';
import type { Page } from './connection.type.ts';
import { rowId, toGlobalId, type IdForm } from './global-id.ts';

const MOST = 100;
/** Rows of a page whose size is not asked for. */
export const USUAL_PAGE_SIZE = 50;

export interface KeysetQuery<Row extends { id: string }> {
  type: string;
  /** `candidate c join …`; rows are told apart by `id`. */
  from: Sql;
  where: Sql;
  id: Sql;
  /** Of the ids, where they are not uuids. */
  idForm?: IdForm;
  /** What the list is ordered by, never null; ties are broken by the id. */
  key: Sql;
  descending: boolean;
  load(ids: readonly string[]): Promise<Row[]>;
}

/**
 * A page by keyset, in a fixed number of statements. A cursor holds the id of a row and nothing of its contents: the place
 * is looked up in the database, so no name ends up in an address or a log.
 * @throws DomainError BAD_USER_INPUT for a number outside 1–100, for both directions at once, and for an unknown cursor.
 */
export async function keysetPage<Row extends { id: string }>(
  em: EntityManager,
  query: KeysetQuery<Row>,
  args: { first?: number; after?: string; last?: number; before?: string },
): Promise<Page<Row>> {
  const { backward, size, cursor } = readArgs(query, args);
  if (cursor !== undefined) await mustExist(em, query, cursor, backward ? 'before' : 'after');

  const ascending = query.descending === backward;
  const beyond =
    cursor === undefined
      ? sql`true`
      : sql`(${query.key}, ${query.id}) ${sql.raw(ascending ? '>' : '<')} (select ${query.key}, ${query.id} from ${query.from} where ${query.id} = ${cursor})`;
  const order = sql.raw(ascending ? 'asc' : 'desc');
  const found = await rows<{ id: string }>(
    em,
    sql`select ${query.id} as id from ${query.from} where ${query.where} and ${beyond}
        order by ${query.key} ${order}, ${query.id} ${order} limit ${size + 1}`,
  );
  const more = found.length > size;
  const ids = found.slice(0, size).map((one) => one.id);
  if (backward) ids.reverse();
  const loaded = new Map((await query.load(ids)).map((row) => [row.id, row]));
  return {
    nodes: ids.flatMap((id) => loaded.get(id) ?? []),
    cursorOf: (row) => toGlobalId(query.type, row.id),
    hasNextPage: backward ? cursor !== undefined : more,
    hasPreviousPage: backward ? more : cursor !== undefined,
    totalCount: async () => {
      const [counted] = await rows<{ n: number }>(
        em,
        sql`select count(*)::int as n from ${query.from} where ${query.where}`,
      );
      return counted!.n;
    },
  };
}

function readArgs(
  { type, idForm }: { type: string; idForm?: IdForm },
  args: { first?: number; after?: string; last?: number; before?: string },
) {
  const backward = args.last != null || args.before != null;
  if (backward && (args.first != null || args.after != null))
    throw badInput('last', 'Ask forward with first and after, or backward with last and before, not both.');
  const size = (backward ? args.last : args.first) ?? USUAL_PAGE_SIZE;
  if (size < 1 || size > MOST) throw badInput(backward ? 'last' : 'first', `Ask for 1 to ${String(MOST)} at a time.`);
  const given = backward ? args.before : args.after;
  const cursor = given == null ? undefined : rowId(type, given, backward ? 'before' : 'after', idForm);
  return { backward, size, cursor };
}

async function mustExist(
  em: EntityManager,
  query: { from: Sql; where: Sql; id: Sql },
  id: string,
  field: string,
): Promise<void> {
  const found = await rows(em, sql`select 1 from ${query.from} where ${query.id} = ${id}`);
  if (found.length === 0) throw badInput(field, 'This cursor is not known here.');
}
