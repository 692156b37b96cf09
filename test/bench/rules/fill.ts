import type pg from 'pg';
import { TODAY } from '../product.ts';

/** Rows of all that rules look at, spread as an agency's are: most people old and quiet, some in the midst of things. */
const STATEMENTS = (people: number): readonly string[] => [
  `insert into agency (id, name, contact_email) values (uuidv7(), 'Bureau', 'help@bureau.example')`,
  `insert into retention_policy (agency_id) select id from agency`,
  `insert into organisation_unit (id, agency_id, name) select uuidv7(), id, 'Onderdeel ' || n from agency, generate_series(1, 4) n`,
  `insert into talent_pool (id, agency_id, name) select uuidv7(), id, 'Pool ' || n from agency, generate_series(1, 5) n`,
  `insert into vacancy (id, agency_id, reference, title, status)
   select uuidv7(), id, 'V' || n, 'Functie', (array['OPEN', 'ON_HOLD', 'FILLED', 'CANCELLED'])[1 + n % 4] from agency, generate_series(1, 2000) n`,
  `create temp table unit as select id, row_number() over () as n from organisation_unit`,
  `create temp table pool as select id, row_number() over () as n from talent_pool`,
  `create temp table job as select id, row_number() over () as n from vacancy`,
  `create temp table person as select uuidv7() as id, n from generate_series(1::bigint, ${String(people)}) n`,
  `insert into candidate (id, agency_id, organisation_unit_id, last_name, email_private, registration_kind, registered_on, blocked)
   select p.id, a.id, u.id, 'Naam', p.n || '@person.example', 'MANUAL', date '${TODAY}' - (p.n * 7919 % 2000)::int, p.n % 50 = 0
   from person p cross join agency a left join unit u on u.n = 1 + p.n % 4`,
  // Two and a half registrations each: two, and a third for every second person.
  `insert into application (id, candidate_id, vacancy_id, type, source, external_agency, applied_on, status, deregistered_on)
   select uuidv7(), p.id, case when (p.n + k) % 3 > 0 then j.id end, case when (p.n + k) % 3 > 0 then 'VACANCY' else 'OPEN' end,
     (array['Website', 'Indeed', 'LinkedIn'])[1 + ((p.n + k) % 3)::int], case when p.n % 40 = 0 then 'Bureau Ver' end,
     date '${TODAY}' - ((p.n * 31 + k * 401) % 1500)::int, case when (p.n + k) % 5 = 0 then 'IN_PROCESS' when (p.n + k) % 5 = 1 then 'REJECTED' else 'CLOSED' end,
     case when (p.n + k) % 5 > 0 then date '${TODAY}' - ((p.n * 31 + k * 401) % 1500 / 2)::int end
   from person p cross join generate_series(1, 3) k left join job j on j.n = 1 + (p.n * 13 + k) % 2000
   where k < 3 or p.n % 2 = 0`,
  `insert into contact_entry (id, candidate_id, took_place_on, channel)
   select uuidv7(), id, date '${TODAY}' - (n * 17 % 1200)::int, 'PHONE' from person where n % 2 = 0`,
  `insert into offer (id, candidate_id, offered_on, status) select uuidv7(), id, date '${TODAY}' - 100, 'ACCEPTED' from person where n % 20 = 0`,
  `insert into hire (id, candidate_id, status) select uuidv7(), id, 'SENT' from person where n % 25 = 0`,
  `insert into trajectory_registration (id, candidate_id, trajectory, registered_on, status)
   select uuidv7(), id, 'Traject', date '${TODAY}' - 200, 'AVAILABLE' from person where n % 60 = 0`,
  `insert into talent_pool_member (id, talent_pool_id, candidate_id, added_on)
   select uuidv7(), pool.id, p.id, date '${TODAY}' - 300 from person p join pool on pool.n = 1 + p.n % 5 where p.n % 10 = 0`,
  `insert into employee (id, candidate_id, internal, in_service_from, out_of_service_on)
   select uuidv7(), id, n % 3 = 0, date '${TODAY}' - 900, case when n % 2 = 0 then date '${TODAY}' - 30 end from person where n % 30 = 0`,
  `insert into consent (id, candidate_id, purpose, given_at, channel)
   select uuidv7(), id, 'PRIVACY_STATEMENT', timestamptz '${TODAY}' - interval '500 days', 'CHECKIN_FORM' from person where n % 4 > 0`,
  `vacuum analyze`,
];

export interface FilledForRules {
  agencyId: string;
  talentPoolId: string;
  unitId: string;
  applications: number;
}

export async function fillForRules(client: pg.Client, people: number): Promise<FilledForRules> {
  for (const statement of STATEMENTS(people)) await client.query(statement);
  const { rows } = await client.query<FilledForRules>(`
    select (select id from agency) as "agencyId", (select id from talent_pool order by name limit 1) as "talentPoolId",
      (select id from organisation_unit order by name limit 1) as "unitId", (select count(*)::int from application) as applications`);
  return rows[0]!;
}
