import { Faker, base, en, nl } from '@faker-js/faker';
import pg from 'pg';
import type { LocalDate } from '../../platform/clock.ts';
import { OVERWRITTEN, type PersonalDataClass } from '../personal-data/index.ts';

/** A column that gets an invented value. */
export interface InventedColumn {
  readonly table: string;
  readonly name: string;
  /** `text`, `date`, `numeric(12,2)` … */
  readonly type: string;
  readonly nullable: boolean;
  /** The values that it can have, where they are listed. */
  readonly items: readonly string[] | undefined;
  readonly isUnique: boolean;
  readonly is: PersonalDataClass;
}

/** The words that one copy is made with, as SQL. */
export interface Inventing {
  readonly today: LocalDate;
  /** By the column’s name; for what it holds in any table. */
  readonly byName: Readonly<Record<string, string>>;
  readonly sentences: string;
  readonly words: string;
  /** What stands instead in a table without candidates, where something there is no setting. */
  instead(table: string, column: string): string | undefined;
}

/** Setting of the copying transaction: made by the database itself, known to nobody, and gone with it. */
export const KEY_SETTING = 'wisbaar.copy_key';

/**
 * SQL: the id that a row has in this copy alone. The same row has the same one in every table; with the key gone, nobody can
 * tell which it was.
 */
export const mappedId = (column: string): string =>
  `overlay(encode(substr(sha256(convert_to(current_setting('${KEY_SETTING}') || ${column}::text, 'UTF8')), 1, 16), 'hex') placing '4' from 13 for 1)::uuid`;

const NAMES = 1_000;
const SENTENCES = [
  'Liefst werk binnen een half uur reizen.',
  'Gesproken over wensen en beschikbaarheid.',
  'Belt zelf terug na de vakantie.',
  'Heeft belangstelling voor een opleiding.',
  'Zoekt vast werk voor vier dagen per week.',
];
const WORDS = ['Logistiek', 'Techniek', 'Zorg', 'Administratie', 'Groen', 'Horeca', 'Onderwijs', 'Bouw'];
const PLACES = [
  ['Groningen', 'Groningen', '97'], ['Assen', 'Drenthe', '94'], ['Zwolle', 'Overijssel', '80'], ['Arnhem', 'Gelderland', '68'],
  ['Utrecht', 'Utrecht', '35'], ['Almere', 'Flevoland', '13'], ['Haarlem', 'Noord-Holland', '20'], ['Rotterdam', 'Zuid-Holland', '30'],
  ['Middelburg', 'Zeeland', '43'], ['Eindhoven', 'Noord-Brabant', '56'], ['Venlo', 'Limburg', '59'], ['Leeuwarden', 'Fryslân', '89'],
]; // prettier-ignore

const text = (value: string) => pg.escapeLiteral(value);
/** SQL: one of the values; `chance` is drawn anew for each column unless columns of a row belong together. */
const oneOf = (values: readonly string[], chance = 'random()') =>
  `(array[${values.map(text).join(',')}])[1 + floor(${chance} * ${String(values.length)})::int]`;
const whole = (least: number, most: number) =>
  `(${String(least)} + floor(random() * ${String(most - least + 1)}))::int`;
const digits = (count: number) => `lpad(floor(random() * 1e${String(count)})::bigint::text, ${String(count)}, '0')`;
const daysAgo = (today: LocalDate, least: number, most: number) => `(date ${text(today)} - ${whole(least, most)})`;

/** Each row has `chance_a` and `chance_b` from 0 to 1, for columns that belong together, and its number `n`. */
export function inventing(today: LocalDate): Inventing {
  // Not seeded: no two copies have the same people.
  const faker = new Faker({ locale: [nl, en, base] });
  const many = (make: () => string) => [...new Set(Array.from({ length: NAMES }, make))];
  const lastNames = oneOf(many(() => faker.person.lastName()));
  const firstNames = oneOf(many(() => faker.person.firstName()), 'chance_b'); // prettier-ignore
  const ago = (least: number, most: number) => daysAgo(today, least, most);
  const address = (who: string) => `${text(who)} || n || '@acceptatie.example'`;
  // 06 0… is given to nobody.
  const phone = `'06 0' || ${digits(3)} || ' ' || ${digits(4)}`;
  const month = `date_trunc('month', date ${text(today)} - (chance_a * 700)::int)`;
  const byName: Record<string, string> = {
    last_name: lastNames,
    first_names: firstNames,
    call_name: firstNames,
    contact_name: `${firstNames} || ' ' || ${lastNames}`,
    name: `${firstNames} || ' ' || ${lastNames}`,
    initials: `left(${firstNames}, 1) || '.'`,
    name_prefix: oneOf(['van', 'de', 'van der']),
    title_before: oneOf(['drs.', 'ing.', 'mr.']),
    title_after: oneOf(['MSc', 'BSc']),
    birth_date: ago(18 * 365, 63 * 365),
    nationality: oneOf(['Nederlandse', 'Duitse', 'Poolse']),
    mother_tongue: oneOf(['Nederlands', 'Duits', 'Pools']),
    country_of_birth: oneOf(['Nederland', 'Duitsland', 'Polen']),
    country_of_birth_father: oneOf(['Nederland', 'Duitsland', 'Polen']),
    country_of_birth_mother: oneOf(['Nederland', 'Duitsland', 'Polen']),
    place_of_birth: oneOf(PLACES.map(([town]) => town!)),
    personnel_number: `'9' || lpad(n::text, 7, '0')`,
    afas_profit_id: `'A' || n`,
    web_space: `'https://kandidaat-' || n || '.example'`,
    street: oneOf(many(() => faker.location.street())),
    house_number: `${whole(1, 240)}::text`,
    house_number_addition: oneOf(['A', 'B', 'bis']),
    postcode: `${oneOf(
      PLACES.map(([, , code]) => code!),
      'chance_a',
    )} || ${digits(2)} || ' AB'`,
    town: oneOf(PLACES.map(([town]) => town!), 'chance_a'), // prettier-ignore
    province: oneOf(PLACES.map(([, province]) => province!), 'chance_a'), // prettier-ignore
    country: `'Nederland'`,
    phone_private: phone,
    phone_work: phone,
    phone_mobile: phone,
    phone,
    mobile: phone,
    email_private: address('kandidaat.'),
    email_work: address('kandidaat.werk.'),
    email: address('persoon.'),
    file_name: `'document-' || n || '.pdf'`,
    mime_type: `'application/pdf'`,
    storage_key: `gen_random_uuid()::text || '.bin'`,
    from: ago(1_500, 5_500),
    to: ago(30, 1_400),
    in_service_from: `coalesce(t."out_of_service_on", date ${text(today)}) - ${whole(30, 2_000)}`,
    ends_on: `coalesce(t."starts_on", date ${text(today)}) + ${whole(30, 400)}`,
    period_from: `${month}::date`,
    period_to: `(${month} + interval '1 month - 1 day')::date`,
    paid_on: `(${month} + interval '24 days')::date`,
    employer: oneOf(['Bakkerij De Korenaar', 'Transport Van Loo', 'Zorggroep De Linde']),
    gross_cents: whole(200_000, 500_000),
    net_cents: whole(150_000, 199_000),
    lines: `jsonb_build_array(jsonb_build_object('description', 'Gewerkte uren', 'quantity', 160, 'rateCents', 1800, 'amountCents', 288000))`,
    currency: `'EUR'`,
    salary_currency: `'EUR'`,
    gross_net: oneOf(['Bruto', 'Netto']),
    salary_period: oneOf(['Uur', 'Maand']),
    travels_by: oneOf(['Fiets', 'Auto', 'Openbaar vervoer']),
    commute_metres: whole(500, 60_000),
    salary_indication: `${whole(2_000, 5_000)}::numeric`,
    salary: `${whole(2_000, 5_000)}::numeric`,
    hours_per_week: `${whole(16, 40)}::numeric`,
    // No number that somebody could have, and no keyed hash of one that somebody has.
    bsn_cipher: 'null',
    bsn_hash: 'null',
    import_key: 'null',
  };
  const instead: Record<string, string> = {
    'agency.contact_email': `'bureau-' || n || '@acceptatie.example'`,
    'role_right.reason': `'Overgenomen van productie'`,
    'role_change.reason': `'Overgenomen van productie'`,
    'notice.link_hash': `sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))`,
    'erasure_receipt.memo': `case when t."memo" is null then null else 'Overgenomen van productie' end`,
    'erasure_receipt.idempotency_key': 'null',
  };
  return {
    today,
    byName,
    sentences: oneOf(SENTENCES),
    words: oneOf(WORDS),
    instead: (table, column) => instead[`${table}.${column}`],
  };
}

/**
 * SQL for what a column holds in a copy: nothing where nothing was, and else something that nobody told us. A column without a
 * line of its own is made up by its type, so that a new one is invented too.
 */
export function inventedValue(column: InventedColumn, made: Inventing): string {
  const old = `t."${column.name}"`;
  const value = column.items ? oneOf(column.items) : (made.byName[column.name] ?? byType(column, made));
  if (value === 'null') return 'null';
  const distinct = column.isUnique && column.type === 'text' && !/gen_random_uuid|\bn\b/.test(value);
  const fresh = distinct ? `(${value}) || ' ' || n` : value;
  if (column.type !== 'text') return `case when ${old} is null then null else ${fresh} end`;
  // What was erased stays erased, and empty stays empty.
  const kept = column.items ? '' : `when ${old} in ('', ${text(OVERWRITTEN)}) then ${old} `;
  return `case when ${old} is null then null ${kept}else ${fresh} end`;
}

function byType({ type, is, nullable }: InventedColumn, made: Inventing): string {
  switch (type.replace(/\(.*/, '')) {
    case 'text':
      return is === 'FREE_TEXT' ? made.sentences : made.words;
    case 'text[]':
      return `array[${made.words}]`;
    case 'date':
      return daysAgo(made.today, 1, 3_650);
    case 'timestamptz':
      return `(${daysAgo(made.today, 1, 3_650)})::timestamptz`;
    case 'boolean':
      return 'random() < 0.5';
    case 'int':
      return whole(1, 10_000);
    case 'numeric':
      return '(1 + floor(random() * 9))::numeric';
    case 'jsonb':
      return `jsonb_build_object('Veld', ${made.words})`;
    case 'bytea':
      return nullable ? 'null' : 'uuid_send(gen_random_uuid())';
    default:
      throw new Error(`Nothing is known to invent for ${type}.`);
  }
}
