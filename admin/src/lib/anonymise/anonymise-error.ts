import { userErrorText } from '#lib/graphql/user-error-text.ts';
import type { UserError } from '#lib/graphql/user-errors.ts';

const controls: Readonly<Record<string, string>> = {
  memo: 'anonymise-memo',
  deregistrationRuleId: 'anonymise-rule',
};

/** A mistake in the memo stands at the memo; what stands in the way of the whole is about the form. */
export function anonymiseError(error: UserError): { id?: string; message: string } {
  const name = error.code === 'MEMO_TRACEABLE' ? 'memo' : error.field?.at(-1);
  const id = controls[name ?? ''];
  return { ...(id ? { id } : {}), message: userErrorText(error) };
}
