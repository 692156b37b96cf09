import { userErrorText } from './user-error-text.ts';

export interface UserError {
  readonly field: readonly string[] | null;
  readonly message: string;
  readonly code: string;
}

/**
 * The last step of the path is the control: `["input", "postcode"]` and `["postcode"]` are the same to a form. What is
 * about the form as a whole stands under the empty name.
 */
export function errorsByField(errors: readonly UserError[]): Record<string, string> {
  return Object.fromEntries(errors.map((one) => [one.field?.at(-1) ?? '', userErrorText(one)]));
}
