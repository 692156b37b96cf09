import type pg from 'pg';
import { TODAY } from '../product.ts';

export interface Filled {
  agencyIds: readonly string[];
  rows: number;
}

const words = (count: number) => Array.from({ length: count }, () => `md5(random()::text)`).join(` || ' ' || `);
const note = words(4);
const word = `substr(md5(random()::text), 1, 12)`;

/** Rows of one table: `each` numbers those of one person. */
const each = (count: number) => `from person, generate_series(1, ${count}) each`;

const DUE = `date '${TODAY}' - 1`;
const PEOPLE = `insert into candidate (id, agency_id, last_name, first_names, call_name, initials, name_prefix, birth_date,
    gender, nationality, mother_tongue, country_of_birth, place_of_birth, bsn_cipher, bsn_hash, memo, description, street,
    house_number, postcode, town, province, country, phone_private, phone_mobile, email_private, fields_of_expertise,
    publication_source, candidate_kind, language, registration_kind, registered_on, retain_until, retention_basis,
    retention_started_on, retention_term_days, import_key)
  select id, agency_id, ${word}, ${words(1)}, ${word}, 'A.B.', 'van', date '1960-01-01' + n % 16000, 'FEMALE', 'Nederlandse',
    'Nederlands', 'Nederland', ${word}, decode(${words(1)} || md5(''), 'escape'), sha256(id::text::bytea), ${note}, ${note},
    ${words(1)}, n::text, '1234 AB', ${word}, 'Utrecht', 'Nederland', '030' || n, '06' || n, n || '@person.example',
    array[${word}, ${word}], 'website', 'FLEX', 'nl', 'IMPORT', date '${TODAY}' - 800, ${DUE}, 'CANDIDATE_CONSENT',
    date '${TODAY}' - 731, 730, sha256(n::text::bytea) from person`;

const PLANS = `insert into erasure_plan (id, candidate_id, state, planned_on, due_on, basis, first_notice_at)
  select uuidv7(), id, 'PLANNED', ${DUE} - 14, ${DUE}, 'CANDIDATE_CONSENT', ${DUE} - 14 from person`;

const APPLICATIONS = (
  count: number,
) => `insert into application (id, candidate_id, type, source, applied_on, desired_job,
    memo, status, deregistered_on, contract_type, salary_indication, currency, travels_by, commute_metres, free_fields)
  select uuidv7(), id, 'OPEN', 'website', date '${TODAY}' - 800, ${words(1)}, ${note},
    case each when 1 then 'IN_PROCESS' else 'REJECTED' end, case each when 1 then null else date '${TODAY}' - 731 end,
    'fulltime', 2500 + n % 1000, 'EUR', 'fiets', n % 30000, jsonb_build_object('veld', ${word}) ${each(count)}`;

const DOCUMENTS = (
  count: number,
) => `insert into document (id, document_id, candidate_id, document_type_id, file_name, mime_type,
    size_bytes, added_at, storage_key)
  select uuidv7(), uuidv7(), id, (select t.id from document_type t where t.agency_id = person.agency_id), ${word} || '.pdf',
    'application/pdf', 40000, date '${TODAY}' - 800, ${words(1)} || each ${each(count)}`;

const WISHES = (table: string, count: number) =>
  `insert into ${table} (id, candidate_id, value) select uuidv7(), id, ${word} || each ${each(count)}`;

/** The notice of each plan has been sent: without one nobody goes by himself. */
const NOTICES = `insert into notice (id, plan_id, contact_moment_id, sent_on, link_hash)
  select uuidv7(), p.id, m.id, ${DUE} - 14, sha256(p.id::text::bytea)
  from person join erasure_plan p on p.candidate_id = person.id join contact_moment m on m.agency_id = person.agency_id`;

const MAILS = `insert into outgoing_mail (id, agency_id, candidate_id, kind, "to", subject, text, message_id, dedupe_key, state,
    attempts, queued_at, next_attempt_at, sent_at)
  select uuidv7(), agency_id, person.id, 'ERASURE_NOTICE', person.n || '@person.example', ${words(1)}, ${words(16)}, ${words(1)},
    'notice:' || p.id || ':' || notice.contact_moment_id, 'SENT', 1, ${DUE} - 14, ${DUE} - 14, ${DUE} - 14
  from person join erasure_plan p on p.candidate_id = person.id join notice on notice.plan_id = p.id`;

/** About thirty rows a person, in every table that can hold some. */
const FULL = [
  PEOPLE,
  PLANS,
  APPLICATIONS(3),
  DOCUMENTS(2),
  `insert into consent (id, candidate_id, purpose, given_at, channel, statement_version)
   select uuidv7(), id, 'OTHER_VACANCIES', date '${TODAY}' - 731, 'IMPORT', '1' from person`,
  `insert into work_experience (id, candidate_id, function, organisation, branch, "from", "to", hours_per_week, salary,
     salary_period, salary_currency, memo, contact_name, contact_function, phone, email, reference_checked)
   select uuidv7(), id, ${words(1)}, ${words(1)}, ${word}, date '2010-01-01', date '2012-01-01', 36, 2400, 'maand', 'EUR',
     ${note}, ${word}, ${word}, '06' || n, ${word} || '@referee.example', true ${each(4)}`,
  `insert into education (id, candidate_id, level, study, institute, "from", "to", diploma, memo)
   select uuidv7(), id, 'MBO', ${words(1)}, ${word}, date '2004-09-01', date '2008-06-01', true, ${note} ${each(3)}`,
  `insert into course (id, candidate_id, course, institute, "from", "to", certificate_obtained)
   select uuidv7(), id, ${words(1)}, ${word}, date '2014-01-01', date '2014-02-01', true ${each(2)}`,
  `insert into knowledge_area (id, candidate_id, area, mark, memo) select uuidv7(), id, ${word}, 7.5, ${note} ${each(2)}`,
  `insert into skill (id, candidate_id, skill, mark, memo) select uuidv7(), id, ${word}, 8, ${note} ${each(3)}`,
  WISHES('desired_region', 2),
  WISHES('desired_function_group', 1),
  WISHES('desired_branch', 1),
  WISHES('desired_function_level', 1),
  WISHES('suitable_function', 1),
  `insert into hold (id, candidate_id, reason, until, placed_at, released_at)
   select uuidv7(), id, ${note}, ${DUE} - 30, ${DUE} - 60, ${DUE} - 30 from person where n % 10 = 0`,
  NOTICES,
  MAILS,
];

/** As few rows as let a person be due, told and leave a file: for runs over very many people. */
const FEW = [PEOPLE, PLANS, APPLICATIONS(1), DOCUMENTS(1), NOTICES, MAILS];

/** Fills an empty, migrated database with people of these agencies, in equal parts, who are all due today. */
export async function fill(
  client: pg.Client,
  options: { people: number; agencies: number; rowsEach: 'full' | 'few' },
): Promise<Filled> {
  const perAgency = Math.ceil(options.people / options.agencies);
  await client.query(
    `create temp table new_agency as select uuidv7() as id, n from generate_series(0, ${options.agencies - 1}) n`,
  );
  await client.query(
    `insert into agency (id, name, contact_email) select id, 'Bureau ' || n, 'help@bureau.example' from new_agency`,
  );
  await client.query(
    `insert into retention_policy (agency_id, auto_erase_candidates, auto_erase_applicants) select id, true, true from new_agency`,
  );
  await client.query(
    `insert into deregistration_rule (id, agency_id, name, for_erasure) select uuidv7(), id, 'AVG', true from new_agency`,
  );
  await client.query(`insert into document_type (id, agency_id, name) select uuidv7(), id, 'CV' from new_agency`);
  await client.query(`insert into contact_moment (id, agency_id, name, subject_nl, body_nl, subject_en, body_en)
    select uuidv7(), id, 'Eerste', 'x', '{anonimiseringLink}', 'x', '{anonimiseringLink}' from new_agency`);
  await client.query(`create temp table person as select uuidv7() as id, a.id as agency_id, p.n
    from generate_series(0, ${options.people - 1}) p (n) join new_agency a on a.n = p.n / ${perAgency} order by p.n`);
  let rows = 0;
  for (const statement of options.rowsEach === 'full' ? FULL : FEW)
    rows += (await client.query(statement)).rowCount ?? 0;
  await client.query('drop table person');
  const agencies = await client.query<{ id: string }>('select id from new_agency order by n');
  await client.query('vacuum (freeze, analyze)');
  return { agencyIds: agencies.rows.map((one) => one.id), rows };
}
