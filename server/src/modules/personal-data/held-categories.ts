import { rows, sql, type EntityManager, type Sql } from '../../platform/database/index.ts';
import type { PersonalDataCatalogue } from './catalogue.ts';
import { FIELD_GROUPS, type FieldGroup } from './declaration.ts';
import { storedTables, type StoredTable } from './stored-table.ts';

/** What a candidate calls the groups of his data. */
export const GROUP_LABELS: Record<FieldGroup, { nl: string; en: string }> = {
  personalia: { nl: 'Personalia', en: 'Personal details' },
  address: { nl: 'Adres', en: 'Address' },
  contact: { nl: 'Telefoon en e-mail', en: 'Telephone and e-mail' },
  other: { nl: 'Overige gegevens', en: 'Other details' },
  registration: { nl: 'Registratie', en: 'Registration' },
  application: { nl: 'Inschrijvingen', en: 'Applications' },
  workflow: { nl: 'Wensen bij een inschrijving', en: 'Wishes with an application' },
  offer: { nl: 'Aanbiedingen', en: 'Offers' },
  hire: { nl: 'Aannames', en: 'Hires' },
  trajectory: { nl: 'Trajectinschrijvingen', en: 'Trajectory registrations' },
  talentPool: { nl: 'Talentpools', en: 'Talent pools' },
  contactEntry: { nl: 'Contacten', en: 'Contacts' },
  employee: { nl: 'Dienstverband', en: 'Employment' },
  handOver: { nl: 'Doorgegeven aan de backoffice', en: 'Passed on to the back office' },
  dataRequest: { nl: 'Wat je ons vroeg', en: 'What you asked us' },
  recipient: { nl: 'Doorgegeven aan anderen', en: 'Passed on to others' },
  education: { nl: 'Opleidingen', en: 'Education' },
  workExperience: { nl: 'Werkervaring', en: 'Work experience' },
  course: { nl: 'Cursussen', en: 'Courses' },
  knowledgeArea: { nl: 'Kennisgebieden', en: 'Areas of knowledge' },
  skill: { nl: 'Capaciteiten', en: 'Skills' },
  wishes: { nl: 'Wensen voor werk', en: 'Wishes for work' },
  document: { nl: 'Documenten', en: 'Documents' },
  payslip: { nl: 'Loonafrekeningen', en: 'Payslips' },
  consent: { nl: 'Toestemmingen', en: 'Consents' },
  correspondence: { nl: 'Mails', en: 'Mails' },
  erasure: { nl: 'Planning', en: 'Planning' },
  technical: { nl: 'Techniek', en: 'Technical' },
};

export interface HeldCategory {
  key: FieldGroup;
  /** Filled fields of the person himself, or rows of his records. */
  count: number;
}

/** What is held of one person and may be shown to him, by group, in one query made from the declarations. */
export async function heldCategories(
  em: EntityManager,
  catalogue: PersonalDataCatalogue,
  candidateId: string,
): Promise<HeldCategory[]> {
  const parts = storedTables(em, catalogue).flatMap((table) => countsOf(table, candidateId));
  const found = await rows<{ key: FieldGroup; count: number }>(
    em,
    sql`select key, sum(n)::int as count from (${sql.join(parts, sql` union all `)}) held group by key having sum(n) > 0`,
  );
  return found.toSorted((a, b) => FIELD_GROUPS.indexOf(a.key) - FIELD_GROUPS.indexOf(b.key));
}

function countsOf(table: StoredTable, candidateId: string): Sql[] {
  const shown = table.columns.filter(({ line }) => line.portal !== 'HIDDEN' && line.is !== 'MANAGEMENT');
  const isPersonHimself = table.declaration.person === 'id';
  return [...new Set(shown.map(({ line }) => line.group))].map((group) => {
    const filled = sql.join(shown.filter(({ line }) => line.group === group).map((column) => sql.ref(column.name)));
    const n = isPersonHimself ? sql`num_nonnulls(${filled})` : sql`(num_nonnulls(${filled}) > 0)::int`;
    return sql`select ${group} as key, ${n} as n from ${sql.table(table.name)} where ${sql.ref(table.person)} = ${candidateId}`;
  });
}
