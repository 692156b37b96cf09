export interface UserError {
  readonly field: readonly string[] | null;
  readonly message: string;
  readonly code: string;
}

/** The last step of the path is the control: `["input", "postcode"]` and `["postcode"]` are the same to a form. */
export function errorsByField(errors: readonly UserError[]): Record<string, string> {
  return Object.fromEntries(errors.flatMap((one) => (one.field?.length ? [[one.field.at(-1)!, one.message]] : [])));
}
