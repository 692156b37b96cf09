import type { LocalDate } from '../../platform/clock.ts';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { affected, arrayOf, rows, sql } from '../../platform/database/index.ts';
import { identitiesOf } from '../candidates/index.ts';
import { AgencySchema } from '../organisation/index.ts';
import type { Work } from '../permissions/index.ts';
import { declareImpersonal } from '../personal-data/index.ts';

/**
 * By which an import recognises somebody who was erased, so that an old file doesn't bring him back (B13): a keyed hash of what
 * would tell who he is, and nothing that leads to the row that he was. Without the product's key it says nothing; see
 * docs/decisions/0019.
 */
export const ErasedIdentitySchema = defineEntity({
  name: 'ErasedIdentity',
  tableName: 'erased_identity',
  properties: {
    /** Made for one agency: the same person is another one to another. */
    identity: p.blob().primary().hidden(),
    /**
     * Drawn, so that somebody who is erased twice, or two who share a mailbox, have a row each: to look for the other one's first
     * would cost an erasure more than all else that it remembers.
     */
    lot: p.integer().primary(),
    // No constraint: it would look the agency up again for each of the many rows that an erasure writes, from the agency's own.
    agencyId: () => p.manyToOne(AgencySchema).mapToPk().fieldName('agency_id').createForeignKeyConstraint(false),
    /** The first of a month, so that it doesn't tell on which day he was erased. */
    until: p.date(),
  },
});
export const erasedIdentityData = declareImpersonal(ErasedIdentitySchema, {
  identity: 'TECHNICAL',
  lot: 'TECHNICAL',
  agencyId: 'TECHNICAL',
  until: 'TECHNICAL',
});

interface Identifying {
  import_key: Buffer | null;
  personnel_number: string | null;
  email_private: string | null;
  email_work: string | null;
  last_name: string | null;
  birth_date: string | null;
  postcode: string | null;
  bsn_hash: Buffer | null;
}

/**
 * Before they are overwritten. Kept as long as the agency's longest term: of whoever stands in an older file, nothing might be
 * kept any more anyway.
 * @param erasedOn from which that counts: of who is erased again after a back-up was put back, the day of then.
 */
export async function rememberErased(
  { em, secrets }: Work,
  agencyId: string,
  ids: readonly string[],
  erasedOn: LocalDate,
): Promise<void> {
  const people = await rows<Identifying>(
    em,
    sql`select import_key, personnel_number, email_private, email_work, last_name, birth_date::text, postcode, bsn_hash
        from candidate where id = any(${arrayOf(ids)}::uuid[])`,
  );
  const identities = new Set(
    people.flatMap((one) => [
      ...(one.import_key ? [one.import_key.toString('hex')] : []),
      ...identitiesOf(secrets, agencyId, {
        personnelNumber: one.personnel_number,
        emails: [one.email_private, one.email_work],
        lastName: one.last_name,
        birthDate: one.birth_date,
        postcode: one.postcode,
        bsnHash: one.bsn_hash,
      }),
    ]),
  );
  if (identities.size === 0) return;
  // In the order of the hashes, which is nobody's: the rows of one person do not stand together.
  const sorted = [...identities].sort();
  await rows(
    em,
    sql`insert into erased_identity (identity, lot, agency_id, until)
        select decode(named.identity, 'hex'), random(-2147483648, 2147483647), p.agency_id,
          date_trunc('month', ${erasedOn}::date + greatest(p.candidate_term_days, p.single_vacancy_term_days, p.multiple_vacancies_term_days) + interval '1 month')::date
        from unnest(${arrayOf(sorted)}::text[]) as named (identity)
        join retention_policy p on p.agency_id = ${agencyId}`,
  );
}

/** @returns those of the identities, in hexadecimal, by which somebody was known who was erased. */
export async function erasedAmong(
  { em, clock }: Work,
  agencyId: string,
  identities: readonly string[],
): Promise<ReadonlySet<string>> {
  if (identities.length === 0) return new Set();
  const found = await rows<{ identity: string }>(
    em,
    sql`select distinct wanted.identity from unnest(${arrayOf(identities)}::text[]) as wanted (identity)
        join erased_identity e on e.agency_id = ${agencyId} and e.identity = decode(wanted.identity, 'hex')
        where e.until > ${clock.today()}::date`,
  );
  return new Set(found.map((one) => one.identity));
}

/** @returns how many had lasted long enough. */
export const forgetErasedIdentities = ({ em, clock }: Work): Promise<number> =>
  affected(em, sql`delete from erased_identity where until <= ${clock.today()}::date`);
