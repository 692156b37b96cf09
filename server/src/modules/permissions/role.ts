/** The roles of an agency's staff that every installation has (H2); an agency makes its own beside them. */
export const BUILT_IN_ROLES = [
  'ADMIN',
  'PRIVACY_OFFICER',
  'CONSULTANT',
  'RECRUITER',
  'BACK_OFFICE',
  'READ_ONLY',
] as const;
export type BuiltInRole = (typeof BUILT_IN_ROLES)[number];

/** The headings under which rights that are not about a field stand in the matrix. */
export const PERMISSION_GROUPS = ['candidates', 'erasure', 'retention', 'rules', 'proof', 'settings'] as const;
export type PermissionGroup = (typeof PERMISSION_GROUPS)[number];

interface PermissionLine {
  readonly nl: string;
  readonly en: string;
  readonly group: PermissionGroup;
  /** The built-in roles that have it unless an admin says otherwise. */
  readonly of: readonly BuiltInRole[];
}

const ALL = BUILT_IN_ROLES;
const MEET: readonly BuiltInRole[] = ['ADMIN', 'RECRUITER'];
const GUARD: readonly BuiltInRole[] = ['ADMIN', 'PRIVACY_OFFICER'];

/** Every right that is not about one field: a line each. A role of an agency's own starts with none of them. */
// prettier-ignore
const LINES = {
  'candidate:read':      { group: 'candidates', nl: 'Kandidaten bekijken', en: 'View candidates', of: ALL },
  'candidate:register':  { group: 'candidates', nl: 'Kandidaten inschrijven', en: 'Register candidates', of: MEET },
  'candidate:update':    { group: 'candidates', nl: 'Kandidaten wijzigen', en: 'Change candidates', of: [...MEET, 'BACK_OFFICE'] },
  'candidate:import':    { group: 'candidates', nl: 'Kandidaten importeren', en: 'Import candidates', of: MEET },
  'candidate:export':    { group: 'candidates', nl: 'Kandidaten exporteren', en: 'Export candidates', of: GUARD },
  'view:share':          { group: 'settings', nl: 'Weergaven van de lijst delen', en: 'Share views of the list', of: GUARD },
  'candidate:approve':   { group: 'candidates', nl: 'Kandidaten goedkeuren', en: 'Approve candidates', of: ['ADMIN', 'BACK_OFFICE'] },
  'hand-over:read':      { group: 'candidates', nl: 'Overdrachten aan de backoffice bekijken', en: 'View hand-overs to the back office', of: ['ADMIN', 'PRIVACY_OFFICER', 'BACK_OFFICE'] },
  'hand-over:report':    { group: 'candidates', nl: 'Melden namens de backoffice (alleen API)', en: 'Report on behalf of the back office (API only)', of: ['ADMIN', 'BACK_OFFICE'] },
  'request:handle':      { group: 'candidates', nl: 'Verzoeken van betrokkenen behandelen', en: 'Handle requests of data subjects', of: GUARD },
  'recipient:note':      { group: 'candidates', nl: 'Ontvangers van gegevens noteren', en: 'Note recipients of data', of: [...MEET, 'PRIVACY_OFFICER', 'BACK_OFFICE'] },
  'bsn:reveal':          { group: 'candidates', nl: 'Heel BSN tonen en erop zoeken', en: 'Show a whole BSN and search by it', of: ['ADMIN', 'BACK_OFFICE'] },
  'payslip:read':        { group: 'candidates', nl: 'Loonafrekeningen bekijken', en: 'View payslips', of: ['ADMIN', 'BACK_OFFICE'] },
  'payslip:write':       { group: 'candidates', nl: 'Loonafrekeningen aanleveren', en: 'Deliver payslips', of: ['ADMIN', 'BACK_OFFICE'] },
  'candidate:anonymise': { group: 'erasure', nl: 'Kandidaten anonimiseren', en: 'Anonymise candidates', of: [...MEET, 'PRIVACY_OFFICER'] },
  'candidate:delete':    { group: 'erasure', nl: 'Kandidaten verwijderen', en: 'Delete candidates', of: GUARD },
  'hold:place':          { group: 'erasure', nl: 'Bewaarplicht vastleggen en beëindigen', en: 'Place and end holds', of: GUARD },
  'retention:extend':    { group: 'erasure', nl: 'Bewaartermijnen van kandidaten verlengen', en: 'Extend candidates’ terms', of: [...MEET, 'PRIVACY_OFFICER'] },
  'plan:read':           { group: 'erasure', nl: 'Geplande anonimiseringen bekijken', en: 'View planned anonymisations', of: ['ADMIN', 'PRIVACY_OFFICER', 'CONSULTANT', 'RECRUITER', 'READ_ONLY'] },
  'plan:execute':        { group: 'erasure', nl: 'Geplande anonimiseringen uitvoeren', en: 'Carry out planned anonymisations', of: GUARD },
  'retention:read':      { group: 'retention', nl: 'Bewaartermijnen bekijken', en: 'View retention settings', of: [...GUARD, 'CONSULTANT'] },
  'retention:edit':      { group: 'retention', nl: 'Bewaartermijnen wijzigen', en: 'Change retention settings', of: ['ADMIN'] },
  'rule:read':           { group: 'rules', nl: 'Anonimiseringsregels bekijken', en: 'View anonymisation rules', of: [...GUARD, 'CONSULTANT'] },
  'rule:edit':           { group: 'rules', nl: 'Anonimiseringsregels wijzigen', en: 'Change anonymisation rules', of: ['CONSULTANT'] },
  'rule:approve':        { group: 'rules', nl: 'Anonimiseringsregels goedkeuren en live zetten', en: 'Approve anonymisation rules and put them live', of: GUARD },
  'mail:read':           { group: 'proof', nl: 'Verzonden mails bekijken', en: 'View sent mails', of: GUARD },
  'receipt:read':        { group: 'proof', nl: 'Bewijzen van anonimisering bekijken', en: 'View erasure receipts', of: ALL },
  'audit:read':          { group: 'proof', nl: 'Audittrail bekijken', en: 'View the audit trail', of: GUARD },
  'report:read':         { group: 'proof', nl: 'Rapporten bekijken', en: 'View reports', of: ['ADMIN', 'PRIVACY_OFFICER', 'RECRUITER', 'READ_ONLY'] },
  'vacancy:manage':      { group: 'settings', nl: 'Vacatures en externe bureaus beheren', en: 'Manage vacancies and external agencies', of: MEET },
  'talent-pool:manage':  { group: 'settings', nl: 'Talentpools beheren', en: 'Manage talent pools', of: MEET },
  'statement:edit':      { group: 'settings', nl: 'Labels en privacystatements beheren', en: 'Manage labels and privacy statements', of: ['ADMIN'] },
  'organisation:manage': { group: 'settings', nl: 'Organisatie-onderdelen beheren', en: 'Manage organisation units', of: ['ADMIN'] },
  'role:manage':         { group: 'settings', nl: 'Rollen en rechten beheren', en: 'Manage roles and rights', of: ['ADMIN'] },
  'staff:manage':        { group: 'settings', nl: 'Medewerkers beheren', en: 'Manage staff', of: ['ADMIN'] },
  'back-office:manage':  { group: 'settings', nl: 'Backoffice koppelen', en: 'Connect the back office', of: ['ADMIN'] },
  'api-client:manage':   { group: 'settings', nl: 'API-sleutels beheren', en: 'Manage API keys', of: ['ADMIN'] },
} as const satisfies Record<string, PermissionLine>;

/** Rights that are not about one field. */
export type Permission = keyof typeof LINES;
export const PERMISSION_LINES: Readonly<Record<Permission, PermissionLine>> = LINES;
export const PERMISSIONS = Object.keys(LINES) as readonly Permission[];

export const isPermission = (text: string): text is Permission => Object.hasOwn(LINES, text);
