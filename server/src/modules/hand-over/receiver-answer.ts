import { z } from 'zod';
import type { LocalDate } from '../../platform/clock.ts';
import { affected, sql } from '../../platform/database/index.ts';
import { recordAudit } from '../audit/index.ts';
import type { Work } from '../permissions/index.ts';
import type { HandOverKind } from './hand-over.entity.ts';

export const LONGEST_AFAS_ID = 50;
// eslint-disable-next-line no-control-regex -- those are what is meant
const UNPRINTABLE = /[\u0000-\u001f\u007f]/;
/** Payroll was told of nobody before this; earlier days are mistakes. */
const FIRST_DAY = '1900-01-01';

export const isAfasId = (id: string): boolean => id !== '' && id.length <= LONGEST_AFAS_ID && !UNPRINTABLE.test(id);
export const isPastDay = (day: LocalDate, today: LocalDate): boolean => day >= FIRST_DAY && day <= today;

const answerSchema = (today: LocalDate) =>
  z.object({
    afasProfitId: z.string().trim().refine(isAfasId).nullish(),
    lastSentToAfasOn: z.iso
      .date()
      .refine((day) => isPastDay(day, today))
      .nullish(),
  });
export type Told = z.infer<ReturnType<typeof answerSchema>> & { problem: string | null };

/** What it may say of its own: by which number payroll knows him, and when it was told (C119, C120). An empty answer is fine. */
export function answered(kind: HandOverKind, answer: string, today: LocalDate): Told {
  if (kind !== 'CANDIDATE' || answer.trim() === '') return { problem: null };
  try {
    const told = answerSchema(today).safeParse(JSON.parse(answer));
    return told.success ? { ...told.data, problem: null } : { problem: 'ANSWER_UNREADABLE' };
  } catch {
    return { problem: null };
  }
}

/** In the transaction in which the message is settled. */
export async function keepAnswer(
  work: Work,
  candidateId: string,
  { afasProfitId, lastSentToAfasOn }: Told,
): Promise<void> {
  const told = { afasProfitId, lastSentToAfasOn };
  const fields = Object.entries(told).flatMap(([field, value]) => (value == null ? [] : [field]));
  if (fields.length === 0) return;
  const kept = await affected(
    work.em,
    sql`update candidate set afas_profit_id = coalesce(${afasProfitId ?? null}, afas_profit_id),
          last_sent_to_afas_on = coalesce(${lastSentToAfasOn ?? null}::date, last_sent_to_afas_on)
        where id = ${candidateId} and not anonymised`,
  );
  if (kept === 1)
    await recordAudit(work, [
      {
        action: 'candidate.updated',
        subjectType: 'Candidate',
        subjectId: candidateId,
        facts: { fields: fields.join(',') },
      },
    ]);
}
