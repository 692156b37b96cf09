import type { LocalDate } from '../../platform/clock.ts';
import { insertRecords, rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import type { Work } from '../permissions/index.ts';
import type { FieldGroup } from '../personal-data/index.ts';
import { RecipientSchema } from './recipient.entity.ts';

/**
 * The back office has been given a person's data, in the transaction in which it is known to have them, which has locked the
 * person. Known already, it stays as it was noted first.
 */
export async function noteBackOffice(
  { em, clock }: Work,
  given: { candidateId: string; name: string; groups: readonly FieldGroup[]; sentOn?: LocalDate },
): Promise<void> {
  const { candidateId } = given;
  const known = sql`select from recipient where candidate_id = ${candidateId} and kind = 'BACK_OFFICE'`;
  if ((await rows(em, known)).length > 0) return;
  await insertRecords(em, RecipientSchema, [
    { id: newId(), sentOn: clock.today(), ...given, kind: 'BACK_OFFICE', groups: [...given.groups] },
  ]);
}

/** The back office has been told that he asks to be erased. */
export async function noteBackOfficeTold({ em, clock }: Work, candidateId: string): Promise<void> {
  await rows(
    em,
    sql`update recipient set told_at = ${clock.now().toISOString()}::timestamptz
        where candidate_id = ${candidateId} and kind = 'BACK_OFFICE' and told_at is null`,
  );
}
