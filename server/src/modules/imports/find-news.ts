// cspell:ignore seqscan hashjoin mergejoin
import { hash } from 'node:crypto';
import type { LocalDate } from '../../platform/clock.ts';
import { rows, sql, type EntityManager } from '../../platform/database/index.ts';
import type { KnownPeople } from './find-people.ts';
import type { ImportedApplication, ImportedConsent, ImportedRow, Values } from './interpret-row.ts';

/** What a batch of rows adds to what is there. */
export interface BatchNews {
  /** The ids, by identity, of those who are there already. */
  readonly existing: KnownPeople;
  /** The first row of each person who is new. */
  readonly candidates: readonly ImportedRow[];
  readonly applications: readonly { identity: string; application: ImportedApplication }[];
  readonly consents: readonly { identity: string; consent: ImportedConsent }[];
  readonly workExperiences: readonly { identity: string; values: Values }[];
}

/** Digests of what has been met, so that 100,000 rows are remembered in some tens of megabytes. */
export class Met {
  readonly #digests = new Set<string>();

  /** @returns whether it is met for the first time. */
  add(...parts: readonly (string | null)[]): boolean {
    const digest = hash('sha256', JSON.stringify(parts), 'base64').slice(0, 16);
    if (this.#digests.has(digest)) return false;
    this.#digests.add(digest);
    return true;
  }
}

/**
 * Compares a batch with the database and with the rows before it. An application is the same by vacancy, type and day; a
 * consent by purpose and day; work experience by organisation, function and first day. Where the file gives no day, one
 * of the same kind is the same one, so that importing it tomorrow adds nothing either.
 * @param existing those of the batch who are there already.
 */
export async function findNews(
  em: EntityManager,
  batch: readonly ImportedRow[],
  existing: KnownPeople,
  met: Met,
): Promise<BatchNews> {
  if (existing.size > 0) await meetRecords(em, existing, met);

  const news = {
    existing,
    candidates: [] as ImportedRow[],
    applications: [] as BatchNews['applications'][number][],
    consents: [] as BatchNews['consents'][number][],
    workExperiences: [] as BatchNews['workExperiences'][number][],
  };
  for (const row of batch) {
    const { identity, application, consents, workExperience } = row;
    if (!existing.has(identity) && met.add('person', identity)) news.candidates.push(row);
    if (application && meetApplication(met, identity, application)) news.applications.push({ identity, application });
    for (const consent of consents) if (meetConsent(met, identity, consent)) news.consents.push({ identity, consent });
    if (workExperience && meetExperience(met, identity, workExperience))
      news.workExperiences.push({ identity, values: workExperience });
  }
  return news;
}

function meetApplication(
  met: Met,
  identity: string,
  { vacancy, type, appliedOn, dated }: Pick<ImportedApplication, 'vacancy' | 'type' | 'appliedOn' | 'dated'>,
): boolean {
  const firstOfKind = met.add('application', identity, vacancy, type);
  return dated ? met.add('application', identity, vacancy, type, appliedOn) : firstOfKind;
}

function meetConsent(
  met: Met,
  identity: string,
  { purpose, givenOn, dated }: Pick<ImportedConsent, 'purpose' | 'givenOn' | 'dated'>,
): boolean {
  const firstOfKind = met.add('consent', identity, purpose);
  return dated ? met.add('consent', identity, purpose, givenOn) : firstOfKind;
}

const meetExperience = (met: Met, identity: string, values: Values): boolean =>
  met.add(
    'experience',
    identity,
    ...['organisation', 'function', 'from'].map((name) => (values[name] ?? null) as string | null),
  );

/**
 * In the rest of the transaction, tables are never scanned as a whole. The planner knows nothing of the rows that the
 * transaction itself has written, so that it takes a table of 100,000 people for an empty one, and reads it all for each.
 */
export async function lookUpByIndex(em: EntityManager): Promise<void> {
  await rows(
    em,
    sql`select set_config(setting, 'off', true) from unnest(array['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin']) as off (setting)`,
  );
}

/** Meets what those who are there already have; by index, too. */
async function meetRecords(em: EntityManager, existing: KnownPeople, met: Met): Promise<void> {
  const identityOf = new Map([...existing].map(([identity, id]) => [id, identity]));
  const ids = [...identityOf.keys()];
  const applications = await rows<{ id: string; vacancy: string | null; type: 'VACANCY' | 'OPEN'; on: LocalDate }>(
    em,
    sql`select person.id, v.reference as vacancy, a.type, a.applied_on::text as on
        from unnest(${ids}::uuid[]) as person (id)
        cross join lateral (select * from application where candidate_id = person.id offset 0) a
        left join vacancy v on v.id = a.vacancy_id`,
  );
  const consents = await rows<{ id: string; purpose: ImportedConsent['purpose']; on: LocalDate }>(
    em,
    sql`select person.id, purpose, (given_at at time zone 'Europe/Amsterdam')::date::text as on
        from unnest(${ids}::uuid[]) as person (id) cross join lateral (select * from consent where candidate_id = person.id offset 0) t`,
  );
  const experiences = await rows<{
    id: string;
    organisation: string | null;
    function: string | null;
    from: LocalDate | null;
  }>(
    em,
    sql`select person.id, organisation, function, "from"::text
        from unnest(${ids}::uuid[]) as person (id) cross join lateral (select * from work_experience where candidate_id = person.id offset 0) w`,
  );
  for (const { id, vacancy, type, on } of applications)
    meetApplication(met, identityOf.get(id)!, { vacancy, type, appliedOn: on, dated: true });
  for (const { id, purpose, on } of consents)
    meetConsent(met, identityOf.get(id)!, { purpose, givenOn: on, dated: true });
  for (const { id, ...values } of experiences)
    meetExperience(
      met,
      identityOf.get(id)!,
      Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as Values,
    );
}
