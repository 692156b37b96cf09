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
    const { pathname } = location;
    const awaiting = this.flag('awaiting') === true;
    return [
      { label: m.view_planned(), href: pathname, current: this.state === 'PLANNED' && !awaiting },
      { label: m.view_awaiting(), href: `${pathname}?awaiting=true`, current: awaiting },
      { label: m.plan_state_kept(), href: `${pathname}?state=KEPT`, current: this.state === 'KEPT' },
      {
        label: m.plan_state_carried_out(),
        href: `${pathname}?state=CARRIED_OUT`,
        current: this.state === 'CARRIED_OUT',
      },
      { label: m.view_all(), href: `${pathname}?state=ALL`, current: this.state === undefined },
    ];
  }
}
