import { SvelteMap } from 'svelte/reactivity';
import type { PlanRow } from './plans.graphql.ts';

/** The plans that were ticked on the page in view: nobody is ever selected out of sight. */
export class PlanSelection {
  readonly #chosen = new SvelteMap<string, PlanRow>();
  readonly #inView: () => readonly PlanRow[];

  constructor(inView: () => readonly PlanRow[]) {
    this.#inView = inView;
  }

  get selectable(): readonly PlanRow[] {
    return this.#inView().filter((plan) => plan.state === 'PLANNED');
  }

  get chosen(): readonly PlanRow[] {
    return this.selectable.filter((plan) => this.#chosen.has(plan.id));
  }

  get all(): boolean {
    return this.chosen.length > 0 && this.chosen.length === this.selectable.length;
  }

  get some(): boolean {
    return this.chosen.length > 0 && !this.all;
  }

  has(plan: PlanRow): boolean {
    return this.#chosen.has(plan.id);
  }

  set(plan: PlanRow, chosen: boolean): void {
    if (chosen) this.#chosen.set(plan.id, plan);
    else this.#chosen.delete(plan.id);
  }

  setAll(chosen: boolean): void {
    for (const plan of this.selectable) this.set(plan, chosen);
  }

  clear(): void {
    this.#chosen.clear();
  }
}
