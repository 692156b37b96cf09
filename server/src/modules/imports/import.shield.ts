import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, canBoth, canBothAndSee, type FieldName } from '../permissions/index.ts';

const imports = can('candidate:import');
/** A number of people says whether those of a file are there; one of records, whether they have such a record (D17). */
const countsPeople = canBoth('candidate:import', 'candidate:read');
const countsRecords = (...fields: FieldName[]) => canBothAndSee('candidate:import', 'candidate:read', ...fields);
const countsApplications = countsRecords('Application.type', 'Application.appliedOn');
const countsExperiences = countsRecords(
  'WorkExperience.organisation',
  'WorkExperience.function',
  'WorkExperience.from',
);
const countsConsents = countsRecords('Consent.purpose', 'Consent.givenAt');

export const importShield: ShieldRules = {
  Query: { importRuns: imports },
  Mutation: { previewImport: imports, startImport: imports },
  ImportPreview: {
    uploadId: imports,
    encoding: imports,
    delimiter: imports,
    rows: imports,
    columns: imports,
    problems: imports,
    problemCount: imports,
    badRows: imports,
    unfit: imports,
    newCandidates: countsPeople,
    existingCandidates: countsPeople,
    newApplications: countsApplications,
    newWorkExperiences: countsExperiences,
    newConsents: countsConsents,
  },
  ImportColumn: imports,
  ImportProblem: imports,
  ImportRun: {
    id: imports,
    state: imports,
    rowsDone: imports,
    rowsTotal: imports,
    skipped: imports,
    problems: imports,
    startedAt: imports,
    finishedAt: imports,
    candidatesAdded: countsPeople,
    applicationsAdded: countsApplications,
    workExperiencesAdded: countsExperiences,
    consentsAdded: countsConsents,
  },
  PreviewImportPayload: imports,
  StartImportPayload: imports,
};
