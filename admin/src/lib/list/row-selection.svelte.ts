import { SvelteSet } from 'svelte/reactivity';

/** The rows that were ticked on the page in view: nobody is ever selected out of sight. */
export class RowSelection<Row extends { readonly id: string }> {
  readonly #chosen = new SvelteSet<string>();
  readonly #inView: () => readonly Row[];

  /** @param inView the rows of this page that can be ticked. */
  constructor(inView: () => readonly Row[]) {
    this.#inView = inView;
  }

  get selectable(): readonly Row[] {
    return this.#inView();
  }

  get chosen(): readonly Row[] {
    return this.selectable.filter((row) => this.#chosen.has(row.id));
  }

  get all(): boolean {
    return this.chosen.length > 0 && this.chosen.length === this.selectable.length;
  }

  get some(): boolean {
    return this.chosen.length > 0 && !this.all;
  }

  has(row: Row): boolean {
    return this.#chosen.has(row.id);
  }

  set(row: Row, chosen: boolean): void {
    if (chosen) this.#chosen.add(row.id);
    else this.#chosen.delete(row.id);
  }

  setAll(chosen: boolean): void {
    for (const row of this.selectable) this.set(row, chosen);
  }

  clear(): void {
    this.#chosen.clear();
  }
}
