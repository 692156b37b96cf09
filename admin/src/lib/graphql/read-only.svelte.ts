/** Whether everything is only to be looked at for now: somebody looks at the product as another role (H7). */
let held = $state(false);

export const isReadOnly = (): boolean => held;

export function holdReadOnly(readOnly: boolean): void {
  held = readOnly;
}
