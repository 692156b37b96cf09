import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { DomainError, notFound } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { loadLabel } from '../organisation/index.ts';
import { mustReachWholeAgency, worksForAgency, type Work } from '../permissions/index.ts';
import { PrivacyStatementSchema, type PrivacyStatement } from './privacy-statement.entity.ts';
import { missingPlaceholders, termsOfAgency } from './stated-terms.ts';

/**
 * Puts a draft live (H13): from now on it is what people read, and it never changes. The one before it is kept as it was.
 * @param revision of the draft that was looked at, so that nobody puts live what he has not read.
 * @throws DomainError FORBIDDEN for who is held to units, NOT_FOUND, CONFLICT, TERMS_MISSING when the text does not tell the terms (H18)
 */
export async function putStatementLive(
  work: Work,
  { statementId, revision }: { statementId: string; revision: number },
): Promise<PrivacyStatement> {
  mustReachWholeAgency(work.actor);
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    const found = await em.findOne(PrivacyStatementSchema, { id: statementId });
    const label = found && (await loadLabel(inside, found.labelId));
    if (!label) throw notFound();
    await rows(em, sql`select 1 from label where id = ${label.id} for update`);
    const draft = await em.findOneOrFail(PrivacyStatementSchema, { id: statementId }, { refresh: true });
    if (draft.state !== 'DRAFT' || draft.revision !== revision)
      throw new DomainError('CONFLICT', 'This text was changed or put live meanwhile. Load it again.', ['statementId']);
    if (missingPlaceholders(draft.body, await termsOfAgency(inside, label.agencyId)).length > 0)
      throw new DomainError('TERMS_MISSING', 'The text must tell both terms, by their placeholders.', ['body']);
    const now = work.clock.now();
    await rows(
      em,
      sql`update privacy_statement set state = 'REPLACED', replaced_at = ${now.toISOString()}::timestamptz
          where label_id = ${label.id} and language = ${draft.language} and state = 'LIVE'`,
    );
    const { actor } = work;
    Object.assign(draft, { state: 'LIVE', liveAt: now, liveBy: worksForAgency(actor) ? actor.id : null });
    await em.flush();
    await recordAudit(inside, [
      {
        action: 'privacy-statement.live',
        subjectType: 'PrivacyStatement',
        subjectId: draft.id,
        agencyId: label.agencyId,
        facts: { labelId: label.id, language: draft.language, version: draft.version },
      },
    ]);
    return draft;
  });
}
