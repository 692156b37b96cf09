import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { badInput, DomainError, forbidden, notFound } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { recordAudit } from '../audit/index.ts';
import { agenciesOf, isHeldToUnits, seesDocumentType, worksForAgency, type Work } from '../permissions/index.ts';
import { withholdDocumentType } from '../roles/index.ts';
import { findDocumentType } from './document.repository.ts';
import { DocumentTypeSchema, type DocumentType } from './document.ts';
import { previewTerm, type DocumentTermPreview } from './preview-document-term.ts';

const LONGEST_NAME = 100;
const LONGEST_TERM_DAYS = 36_500;

export interface DocumentTypeChange {
  /** `null`: a new type. */
  id: string | null;
  /** Of a new type; none ever changes its agency. */
  agencyId: string | null;
  name: string;
  /** `null`: never removed by itself (H52). */
  retentionDays: number | null;
  /** Of a new type: whether the built-in roles go without it until they are given it; the admin always has it. */
  withheld: boolean;
  /** The CVs of public forms come to this type from now on; of an agency's types one has them. */
  forCvs: boolean;
  /** The mark of the preview that was looked at, where the term of a known type changes. */
  preview: string | null;
}

/**
 * Whoever changes a type must know how many documents there are of it: that is told to who may see them, and the term is of all of the
 * agency's people.
 * @throws DomainError FORBIDDEN
 */
export function mustManageType({ actor }: Work, type: Pick<DocumentType, 'id'> | null): void {
  if (isHeldToUnits(actor))
    throw forbidden('Your role is held to units of the agency; these are settings of all of it.');
  if (!type || actor.kind === 'system') return;
  const sees =
    worksForAgency(actor) &&
    seesDocumentType(actor.rights, type.id) &&
    [...actor.rights.see].some((field) => field.startsWith('Document.'));
  if (!sees) throw forbidden('Your role may not see documents of this type.');
}

/**
 * What another term would do (H51): how many documents would be due at once.
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT with the field's name
 */
export async function previewDocumentTerm(
  work: Work,
  type: DocumentType,
  retentionDays: number | null,
): Promise<DocumentTermPreview> {
  mustManageType(work, type);
  return previewTerm(work, type, soundTerm(retentionDays));
}

/**
 * Makes a type of document, or gives one another name or term (H51–H53). What the term takes goes at the next daily clean-up.
 * @throws DomainError NOT_FOUND, FORBIDDEN, BAD_USER_INPUT with the field's name, CONFLICT when the preview no longer holds
 */
export async function saveDocumentType(work: Work, given: DocumentTypeChange): Promise<DocumentType> {
  const name = given.name.trim();
  if (name === '' || name.length > LONGEST_NAME)
    throw badInput('name', `Give a name of 1 to ${String(LONGEST_NAME)} characters.`);
  const retentionDays = soundTerm(given.retentionDays);
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    const known = given.id === null ? null : await findDocumentType(inside, given.id);
    const agencyId = known?.agencyId ?? (given.id === null ? given.agencyId : null);
    const agencies = agenciesOf(work.actor);
    if (agencyId === null || (agencies && !agencies.includes(agencyId))) throw notFound();
    mustManageType(inside, known);
    // Two who save at once: the second sees what the first one did.
    await rows(em, sql`select from agency where id = ${agencyId} for update`);
    const type = known && (await em.refresh(known));
    if (given.id !== null && !type) throw notFound();
    await mustBeNew(inside, agencyId, name, type?.id);
    const before = type?.retentionDays ?? null;
    const due = type && retentionDays !== before ? await mustHold(inside, type, retentionDays, given.preview) : 0;
    const saved = type ?? em.create(DocumentTypeSchema, { id: newId(), agencyId, name });
    const renamed = saved.name !== name;
    const takesCvs = given.forCvs && !saved.forCvs;
    if (takesCvs) {
      await rows(em, sql`update document_type set for_cvs = false where agency_id = ${agencyId} and for_cvs`);
      saved.forCvs = true;
    }
    saved.name = name;
    saved.retentionDays = retentionDays;
    await em.flush();
    if (!type && given.withheld) await withholdDocumentType(inside, saved.id);
    if (!type || renamed || takesCvs || retentionDays !== before)
      await recordAudit(inside, [
        {
          action: type ? 'document-type.changed' : 'document-type.added',
          subjectType: 'DocumentType',
          subjectId: saved.id,
          agencyId,
          facts: { retentionDays, ...(type ? { documentsDue: due } : {}), ...(takesCvs ? { forCvs: true } : {}) },
        },
      ]);
    return saved;
  });
}

/** @returns how many documents the change has due at once. */
async function mustHold(work: Work, type: DocumentType, days: number | null, mark: string | null): Promise<number> {
  const preview = await previewTerm(work, type, days);
  if (preview.mark !== mark)
    throw new DomainError('CONFLICT', 'This would do something else than was shown. Look at the preview again.', [
      'preview',
    ]);
  return preview.dueAtOnce;
}

function soundTerm(days: number | null): number | null {
  if (days !== null && (days < 1 || days > LONGEST_TERM_DAYS))
    throw badInput('retentionDays', `Give 1 to ${String(LONGEST_TERM_DAYS)} days, or nothing for never.`);
  return days;
}

async function mustBeNew({ em }: Work, agencyId: string, name: string, id: string | undefined): Promise<void> {
  const [other] = await rows(
    em,
    sql`select 1 from document_type
        where agency_id = ${agencyId} and lower(name) = lower(${name}) and id is distinct from ${id ?? null}`,
  );
  if (other) throw badInput('name', 'This agency has a type of this name already.');
}
