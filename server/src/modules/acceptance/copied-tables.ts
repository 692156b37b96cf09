import type { EntityMetadata, EntityProperty } from '@mikro-orm/core';
import type { Orm } from '../../platform/database/index.ts';
import type { ColumnLine, PersonalDataCatalogue, PersonalDataDeclaration } from '../personal-data/index.ts';
import { inventedValue, mappedId, type Inventing } from './invented-values.ts';

/** Tables without candidates that an acceptance copy has too: what the product is set to, and what rules are tried against. */
export const COPIED_SETTINGS: ReadonlySet<string> = new Set([
  'agency', 'organisation_unit', 'label', 'privacy_statement', 'role', 'role_right', 'role_change', 'staff_user', 'staff_agency', 'vacancy', 'deregistration_rule',
  'external_agency', 'talent_pool', 'document_type', 'retention_policy', 'rule_set', 'survey', 'deleted_survey_answer', 'contact_moment', 'notice', 'erasure_receipt', 'erased_application_count',
  'deleted_candidate_count', 'deleted_application_count', 'deleted_hire_count',
]); // prettier-ignore

/** Tables that stay empty in an acceptance copy, and why. */
export const LEFT_OUT: ReadonlyMap<string, string> = new Map([
  ['erased_identity', 'Of real people, by production’s key.'],
  ['ledger_mark', 'The copy has a ledger of its own.'],
  ['registration_request', 'What people filled in on production, sealed.'],
  ['checkin_invitation', 'Mail addresses, sealed, and links that lead to production.'],
  ['sent_cv', 'CVs of real people, sealed.'],
  ['clean_up', 'The copy’s own pages are written anew by its own clean-up.'],
  ['installation', 'Says which environment it is.'],
  ['audit_entry', 'Tells of deeds on production, and of whom they were done to.'],
  ['audit_verification', 'Of that trail.'],
  ['staff_session', 'Whoever is signed in on production is not signed in there.'],
  ['staff_identity', 'Signing in there is set up there.'],
  ['identity_provider', 'As staff_identity, and it holds a secret.'],
  ['second_factor', 'A secret.'],
  ['recovery_code', 'A secret.'],
  ['saved_view', 'How people look at production’s lists.'],
  ['pending_sign_in', 'A secret.'],
  ['account_link', 'A secret, and mail addresses.'],
  ['password_reset_request', 'Mail addresses.'],
  ['sign_in_attempt', 'Counts of visitors to production.'],
  ['api_client', 'Programs that reach production have no business there.'],
  ['api_key', 'A secret.'],
  ['api_key_hour', 'Of those keys.'],
  ['api_points', 'Of those programs.'],
  ['back_office', 'A secret, and the address of production’s back office.'],
  ['hand_over', 'What production’s back office is told, and is not told by a copy.'],
  ['recipient', 'Whom production told what, and who is not told by a copy.'],
  ['data_request', 'What people asked of production, and it answers.'],
  ['outgoing_mail', 'Letters to people.'],
  ['portal_account', 'Mail addresses, and secrets; whoever signs in on production has no account there.'],
  ['portal_account_person', 'Of those accounts.'],
  ['portal_registration', 'Of those accounts.'],
  ['portal_session', 'A secret.'],
  ['portal_account_link', 'A secret, and mail addresses.'],
  ['job_alert', 'Of those accounts.'],
  ['job_alert_look', 'On which days production told of vacancies.'],
  ['data_export', 'Files that people asked of production for themselves.'],
  ['file_removal', 'Of files in production’s store.'],
  ['upload', 'Of files on production’s disk.'],
  ['import_run', 'What was wrong with files can quote them.'],
  ['erasure_run', 'Work that production is at, or was.'],
  ['erasure_run_person', 'Of those runs.'],
  ['sweep_run', 'Which days were swept there is for that environment to say.'],
]);

/** Tables without a candidate's column whose rows are of one person all the same. */
const OF_PEOPLE = ['staff_user', 'notice', 'erasure_receipt'];

export interface CopiedTable {
  readonly name: string;
  /** Column → the SQL that is read for it on production; `t` is the row. */
  readonly columns: readonly { readonly name: string; readonly value: string }[];
}

type Table = PersonalDataDeclaration & { readonly meta: EntityMetadata };

/**
 * What is copied, made from the declarations: of people’s tables, what rules look at stays, and all else that is personal is
 * invented in the very statement that reads it, so that nothing of it leaves production’s database (B12).
 */
export function copiedTables(orm: Orm, catalogue: PersonalDataCatalogue, inventing: Inventing): CopiedTable[] {
  const tables = catalogue.declarations.map((one): Table => ({ ...one, meta: orm.getMetadata().get(one.schema) }));
  const people = tables.filter(({ person }) => person !== null).map(({ meta }) => meta.tableName);
  const newIds = new Set([...people, ...OF_PEOPLE]);
  return tables
    .filter(({ person, meta }) => !LEFT_OUT.has(meta.tableName) && (person !== null || COPIED_SETTINGS.has(meta.tableName)))
    .map((table) => ({
      name: table.meta.tableName,
      columns: Object.entries(table.columns).map(([property, line]) => {
        const stored = (table.meta.properties as Record<string, EntityProperty>)[property]!;
        return { name: stored.fieldNames[0]!, value: valueOf(table, stored, line, newIds, inventing) };
      }),
    })); // prettier-ignore
}

function valueOf(
  table: Table,
  stored: EntityProperty,
  line: ColumnLine,
  newIds: ReadonlySet<string>,
  inventing: Inventing,
): string {
  const name = stored.fieldNames[0]!;
  const column = `t."${name}"`;
  if (isNewId(table, stored, newIds)) return mappedId(column);
  const invented = () =>
    inventedValue(
      {
        table: table.meta.tableName,
        name,
        type: stored.columnTypes[0]!,
        nullable: stored.nullable === true,
        items: stored.enum === true ? (stored.items as string[]) : undefined,
        isUnique: isUnique(table.meta, stored),
        is: line.is,
      },
      inventing,
    );
  if (table.person === null) {
    if (!line.staff || isRelation(stored)) return inventing.instead(table.meta.tableName, name) ?? column;
    return stored.nullable === true && ['text', 'uuid', 'bytea'].includes(stored.columnTypes[0]!) ? 'null' : invented();
  }
  if (line.onAcceptance === 'SAME' || line.is === 'MANAGEMENT' || isRelation(stored)) return column;
  return invented();
}

const isRelation = (stored: EntityProperty) => stored.targetMeta !== undefined;

/** Ids by which a row could be found again on production; also where one is kept without referring to its row. */
function isNewId({ meta }: Table, stored: EntityProperty, newIds: ReadonlySet<string>): boolean {
  if (stored.primary === true && newIds.has(meta.tableName) && !isRelation(stored)) return true;
  const target = stored.targetMeta?.tableName ?? stored.fieldNames[0]!.replace(/_id$/, '');
  return stored.columnTypes[0] === 'uuid' && newIds.has(target);
}

function isUnique(meta: EntityMetadata, { name, unique }: EntityProperty): boolean {
  const together = meta.uniques.some(({ properties }) => [properties ?? []].flat().includes(name));
  return unique !== undefined && unique !== false ? true : together;
}
