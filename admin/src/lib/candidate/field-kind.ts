/** How a column's value is written and typed in; a plain line of text where nothing is said. */
export type FieldKind =
  'line' | 'text' | 'day' | 'instant' | 'flag' | 'number' | 'list' | 'choice' | 'map' | 'bytes' | 'masked';

const byField: Readonly<Record<string, FieldKind>> = {
  'Candidate.bsn': 'masked',
  'Candidate.birthDate': 'day',
  'Candidate.lastSentToAfasOn': 'day',
  'Candidate.registeredOn': 'day',
  'Candidate.approvedOn': 'day',
  'Candidate.anonymisedAt': 'instant',
  'Candidate.active': 'flag',
  'Candidate.blocked': 'flag',
  'Candidate.anonymised': 'flag',
  'Candidate.memo': 'text',
  'Candidate.description': 'text',
  'Candidate.gender': 'choice',
  'Candidate.language': 'choice',
  'Candidate.registrationKind': 'choice',
  'Candidate.fieldsOfExpertise': 'list',
  'Candidate.desiredRegions': 'list',
  'Candidate.desiredFunctionGroups': 'list',
  'Candidate.desiredBranches': 'list',
  'Candidate.desiredFunctionLevels': 'list',
  'Candidate.suitableFunctions': 'list',
  'Application.type': 'choice',
  'Application.status': 'choice',
  'Application.running': 'flag',
  'Application.freeFields': 'map',
  'Document.sizeBytes': 'bytes',
  'WorkExperience.referenceChecked': 'flag',
  'Education.diploma': 'flag',
  'Course.certificateObtained': 'flag',
};

export function kindOf(field: { readonly type: string; readonly field: string }, value: unknown): FieldKind {
  const known = byField[`${field.type}.${field.field}`];
  if (known) return known;
  if (field.field === 'memo') return 'text';
  // A column that this table doesn't know yet still shows itself properly.
  if (typeof value === 'boolean') return 'flag';
  if (typeof value === 'number') return 'number';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return 'day';
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value)) return 'instant';
  return 'line';
}
