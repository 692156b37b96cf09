import { m } from '#messages';
import type { UserError } from '#lib/graphql/user-errors.ts';
import { anonymiseRefusal } from '#lib/words/terms.ts';

const refusals = ['HELD', 'RETENTION_HELD', 'HANDED_OVER', 'ALREADY_ANONYMISED'];

/** A mistake in the memo stands at the memo; what stands in the way of the whole is about the form. */
export function anonymiseError({ code, field, message }: UserError): { id?: string; message: string } {
  if (code === 'MEMO_TRACEABLE') return { id: 'anonymise-memo', message: m.memo_traceable() };
  if (refusals.includes(code)) return { message: anonymiseRefusal(code.replace('RETENTION_', '')) };
  const name = field?.at(-1);
  if (name === 'memo') return { id: 'anonymise-memo', message };
  return name === 'deregistrationRuleId' ? { id: 'anonymise-rule', message } : { message };
}
