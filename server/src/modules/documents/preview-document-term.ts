import { createHash } from 'node:crypto';
import { rows, sql } from '../../platform/database/index.ts';
import type { Work } from '../permissions/index.ts';
import type { DocumentType } from './document.ts';
import { isPastTerm, mayGo } from './due-documents.ts';

/** What another term for a type of document would do, had it been set now. */
export interface DocumentTermPreview {
  /** Documents that the next clean-up would take. */
  due: number;
  /** Of those, which it would not take with the term as it is. */
  dueAtOnce: number;
  /** Whose they are. */
  people: number;
  /** Documents that are older than the term, and stay while a hold or the back office stands in the way (B5, H41). */
  stopped: number;
  /** Stands for this term and these numbers; the change takes effect only with it. */
  mark: string;
}

/** Counts in one statement, and changes nothing. @param days the proposed term; `null`: never. */
export async function previewTerm(
  { em, clock }: Work,
  type: DocumentType,
  days: number | null,
): Promise<DocumentTermPreview> {
  const today = clock.today();
  const past = (term: number | null) =>
    term === null ? sql<boolean>`false` : isPastTerm(sql<number>`${term}::int`, today);
  const [counts] = await rows<Omit<DocumentTermPreview, 'mark'>>(
    em,
    sql`select count(*) filter (where after and may_go)::int as due,
          count(*) filter (where after and may_go and not before)::int as "dueAtOnce",
          count(distinct candidate_id) filter (where after and may_go)::int as people,
          count(*) filter (where after and not may_go)::int as stopped
        from (
          select d.candidate_id, ${past(days)} as after, ${past(type.retentionDays ?? null)} as before, ${mayGo(today)} as may_go
          from document d join candidate c on c.id = d.candidate_id
          where d.document_type_id = ${type.id}
        ) one`,
  );
  const about = JSON.stringify([today, type.id, type.retentionDays ?? null, days, counts]);
  return { ...counts!, mark: createHash('sha256').update(about).digest('base64url') };
}
