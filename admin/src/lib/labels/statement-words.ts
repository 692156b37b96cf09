import { m } from '#messages';
import { userErrorText } from '#lib/graphql/user-error-text.ts';
import type { UserError } from '#lib/graphql/user-errors.ts';
import type { Statement } from './labels.graphql.ts';

export const statementErrorText = (error: UserError): string =>
  error.code === 'TERMS_MISSING'
    ? m.statement_missing()
    : error.code === 'BAD_USER_INPUT'
      ? m.statement_text_problem()
      : userErrorText(error);

export const statementState: Readonly<Record<Statement['state'], () => string>> = {
  DRAFT: m.statement_state_draft,
  LIVE: m.statement_state_live,
  REPLACED: m.statement_state_replaced,
};
