import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { badInput, DomainError, notFound } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { recordAudit } from '../audit/index.ts';
import { loadLabel } from '../organisation/index.ts';
import { mustReachWholeAgency, type Work } from '../permissions/index.ts';
import { PrivacyStatementSchema, type PrivacyStatement, type StatementLanguage } from './privacy-statement.entity.ts';
import { unknownPlaceholders } from './stated-terms.ts';

export const LONGEST_STATEMENT = 50_000;

export interface DraftToSave {
  labelId: string;
  language: StatementLanguage;
  body: string;
  /** Of the draft that its author had before him; `null`: there was none. */
  revision: number | null;
}

/**
 * Saves the draft of a label's statement, or begins one (H13).
 * @throws DomainError FORBIDDEN for who is held to units, NOT_FOUND, CONFLICT when somebody else saved it meanwhile, BAD_USER_INPUT
 */
export async function saveStatementDraft(work: Work, input: DraftToSave): Promise<PrivacyStatement> {
  mustReachWholeAgency(work.actor);
  const body = soundBody(input.body);
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    const label = await loadLabel(inside, input.labelId);
    if (!label) throw notFound();
    await rows(em, sql`select 1 from label where id = ${label.id} for update`);
    const draft = await em.findOne(PrivacyStatementSchema, {
      labelId: label.id,
      language: input.language,
      state: 'DRAFT',
    });
    if ((draft?.revision ?? null) !== input.revision)
      throw new DomainError('CONFLICT', 'Somebody else changed this text meanwhile. Load it again.', ['body']);
    const changedAt = work.clock.now();
    const saved = draft ?? (await begin(inside, input, changedAt));
    Object.assign(saved, { body, changedAt, revision: draft ? draft.revision + 1 : 1 });
    await em.flush();
    await recordAudit(inside, [
      {
        action: 'privacy-statement.drafted',
        subjectType: 'PrivacyStatement',
        subjectId: saved.id,
        agencyId: label.agencyId,
        facts: { labelId: label.id, language: saved.language, version: saved.version },
      },
    ]);
    return saved;
  });
}

async function begin({ em }: Work, { labelId, language }: DraftToSave, changedAt: Date): Promise<PrivacyStatement> {
  const [last] = await rows<{ version: number }>(
    em,
    sql`select coalesce(max(version), 0) as version from privacy_statement where label_id = ${labelId} and language = ${language}`,
  );
  return em.create(PrivacyStatementSchema, {
    id: newId(),
    labelId,
    language,
    version: last!.version + 1,
    body: '',
    changedAt,
  });
}

function soundBody(text: string): string {
  const body = text.replaceAll('\r\n', '\n').trim();
  if (body === '' || body.length > LONGEST_STATEMENT)
    throw badInput('body', `Write a text of 1 to ${String(LONGEST_STATEMENT)} characters.`);
  if (unknownPlaceholders(body).length > 0)
    throw badInput('body', 'A word between braces is no placeholder that Wisbaar knows.');
  return body;
}
