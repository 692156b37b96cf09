import { stringify } from 'csv-stringify/sync';
import { inTransaction } from '../../platform/database/index.ts';
import { badInput, forbidden } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { AgencySchema, OrganisationUnitSchema } from '../organisation/index.ts';
import { worksForAgency, type FieldName, type Rights, type Work } from '../permissions/index.ts';
import { definedValue, publishedFieldsOf } from '../personal-data/index.ts';
import { maskedBsn } from './bsn.ts';
import { mustBeWithin } from './hourly-limit.ts';
import type { Candidate } from './candidate.entity.ts';
import type { CandidateFilter } from './candidate.inputs.ts';
import { candidateData } from './candidate.personal-data.ts';
import { candidateBatches, countCandidates } from './candidate.repository.ts';

type Language = 'nl' | 'en';

/** People in one file: what is carried away at once is bounded, and so is the memory that it takes. */
export const MOST_EXPORTED = 10_000;
const LIMIT = { actions: ['candidates.exported'], anHour: 10 };

// prettier-ignore
const HEADINGS: Readonly<Record<Language, { agency: string; unit: string; until: string; yes: string; no: string }>> = {
  nl: { agency: 'Bureau', unit: 'Organisatie-onderdeel', until: 'Bewaren tot', yes: 'ja', no: 'nee' },
  en: { agency: 'Agency', unit: 'Organisation unit', until: 'Keep until', yes: 'yes', no: 'no' },
};

/**
 * The candidates of the list as a CSV file: of each the fields that the role may see, the BSN masked, and nobody whom the list
 * would not show. Looking at the list is not recorded; carrying it away is, in the same transaction.
 * @throws DomainError FORBIDDEN, also for a filter by what may not be seen; BAD_USER_INPUT, also for more people than a file
 *   holds; RATE_LIMITED
 */
export async function exportCandidates(
  work: Work,
  rights: Rights,
  { filter, language }: { filter: CandidateFilter; language: Language },
): Promise<{ csv: string; candidates: number }> {
  const { actor } = work;
  if (
    !worksForAgency(actor) ||
    !rights.permissions.has('candidate:export') ||
    !rights.permissions.has('candidate:read')
  )
    throw forbidden();
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    await mustBeWithin(LIMIT, inside, actor, 'You have exported often in the last hour. Try again in an hour.');
    const candidates = await countCandidates(inside, rights, filter, MOST_EXPORTED + 1);
    if (candidates > MOST_EXPORTED)
      throw badInput('filter', `These are more than ${MOST_EXPORTED.toLocaleString('en-GB')} people: ask for fewer.`);
    const csv = await write(inside, rights, filter, language);
    await recordAudit(inside, [
      { action: 'candidates.exported', subjectType: 'CandidateList', subjectId: null, facts: { candidates } },
    ]);
    return { csv, candidates };
  });
}

async function write(work: Work, rights: Rights, filter: CandidateFilter, language: Language): Promise<string> {
  const words = HEADINGS[language];
  const columns = publishedFieldsOf(candidateData).filter(({ type, field }) =>
    rights.see.has(`${type}.${field}` satisfies FieldName),
  );
  const [agencies, units] = [await namesOf(work, AgencySchema), await namesOf(work, OrganisationUnitSchema)];
  const headings = [words.agency, words.unit, ...columns.map(({ line }) => line[language]), words.until];
  // The mark tells a spreadsheet that it is UTF-8; a value that begins like a formula is kept from being one.
  const options = { delimiter: ';', escape_formulas: true };
  const parts = [stringify([headings], { ...options, bom: true })];
  for await (const batch of candidateBatches(work, rights, filter)) {
    const lines = batch.map((candidate) => [
      agencies.get(candidate.agencyId) ?? '',
      units.get(candidate.organisationUnitId ?? '') ?? '',
      ...columns.map(({ property }) => textOf(work, candidate, property, words)),
      candidate.retainUntil ?? '',
    ]);
    parts.push(stringify(lines, options));
  }
  return parts.join('');
}

/** By id, of those that exist for the actor. */
async function namesOf(
  { em }: Work,
  schema: typeof AgencySchema | typeof OrganisationUnitSchema,
): Promise<Map<string, string>> {
  const found = (await em.find(schema as typeof AgencySchema, {})) as readonly { id: string; name: string }[];
  return new Map(found.map(({ id, name }) => [id, name]));
}

function textOf(
  { secrets }: Work,
  candidate: Candidate,
  property: string,
  { yes, no }: { yes: string; no: string },
): string {
  if (definedValue(candidateData, property).type === 'SEALED') return maskedBsn(secrets, candidate) ?? '';
  const value = (candidate as unknown as Readonly<Record<string, unknown>>)[property];
  if (value == null) return '';
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'boolean') return value ? yes : no;
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, text]) => `${name}: ${String(text)}`)
      .join('; ');
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
}
