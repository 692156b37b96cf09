import { badInput, notFound } from '../../platform/errors.ts';
import { loadLabel } from '../organisation/index.ts';
import type { Work } from '../permissions/index.ts';
import type { StatementLanguage } from './privacy-statement.entity.ts';
import { LONGEST_STATEMENT } from './save-statement-draft.ts';
import { statementHtml } from './statement-html.ts';
import { missingPlaceholders, termsOfAgency, unknownPlaceholders, withTerms } from './stated-terms.ts';

/**
 * A text as people would read it, made where the real one is made, and what keeps it from going live.
 * @throws DomainError NOT_FOUND, BAD_USER_INPUT
 */
export async function previewStatement(
  work: Work,
  { labelId, language, body }: { labelId: string; language: StatementLanguage; body: string },
) {
  const label = await loadLabel(work, labelId);
  if (!label) throw notFound();
  if (body.length > LONGEST_STATEMENT) throw badInput('body', 'This text is too long.');
  const terms = await termsOfAgency(work, label.agencyId);
  return {
    html: statementHtml(withTerms(body, terms, language)),
    missing: missingPlaceholders(body, terms),
    unknown: unknownPlaceholders(body),
  };
}
