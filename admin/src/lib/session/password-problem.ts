import { m } from '#messages';
import { userErrorText } from '#lib/graphql/user-error-text.ts';
import type { UserError } from '#lib/graphql/user-errors.ts';

const length = { shortest: 12, longest: 200 };

/** What can be said of a new password before the server looks at it. */
export const passwordProblem = (password: string): string | undefined =>
  password.length < length.shortest || password.length > length.longest ? m.password_length() : undefined;

export const passwordErrorText = (error: UserError): string =>
  error.code === 'BAD_USER_INPUT' ? m.password_length() : userErrorText(error);
