import { resolve } from '$app/paths';
import { m } from '#messages';
import { ListAddress } from '#lib/list/list-address.ts';

export const planStates = ['PLANNED', 'KEPT', 'CARRIED_OUT', 'CANCELLED'] as const;

/** What the list of plans is asked for. Without a word in the address: what is still to come. */
export class PlanFilter extends ListAddress {
  get state() {
    return this.get('state') === 'ALL' ? undefined : (this.oneOf('state', planStates) ?? 'PLANNED');
  }

  get input() {
    return {
      state: this.state ?? null,
      agencyId: this.get('agency') ?? null,
      dueWithinDays: this.number('days') ?? null,
      awaitingClick: this.flag('awaiting') ?? null,
    };
  }

  get narrowed(): boolean {
    return ['state', 'agency', 'days', 'awaiting'].some((name) => this.get(name) !== undefined);
  }

  clear(): void {
    this.set({ state: undefined, agency: undefined, days: undefined, awaiting: undefined });
  }

  get views() {
    if (this.flag('awaiting') === true) return planViews('AWAITING');
    return planViews(this.state ?? 'ALL');
  }
}

/** The views of plans, with the runs that carry them out as the last. */
export function planViews(current: (typeof planStates)[number] | 'AWAITING' | 'ALL' | 'RUNS') {
  const list = resolve('/(staff)/geplande-anonimiseringen');
  return [
    { of: 'PLANNED', label: m.view_planned(), href: list },
    { of: 'AWAITING', label: m.view_awaiting(), href: `${list}?awaiting=true` },
    { of: 'KEPT', label: m.plan_state_kept(), href: `${list}?state=KEPT` },
    { of: 'CARRIED_OUT', label: m.plan_state_carried_out(), href: `${list}?state=CARRIED_OUT` },
    { of: 'ALL', label: m.view_all(), href: `${list}?state=ALL` },
    { of: 'RUNS', label: m.runs_title(), href: resolve('/(staff)/geplande-anonimiseringen/uitvoeringen') },
  ].map(({ of, label, href }) => ({ label, href, current: of === current }));
}
