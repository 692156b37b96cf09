/** What the dialog needs to know of the person. */
export interface PersonToAnonymise {
  readonly id: string;
  readonly applications: readonly { readonly running: boolean | null }[] | null;
}
