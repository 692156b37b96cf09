import { resolve } from '$app/paths';
import { m } from '#messages';
import { ListAddress } from '#lib/list/list-address.ts';
import type { SavedView } from '#lib/saved-views/saved-views.graphql.ts';

export const states = ['ACTIVE', 'PLANNED', 'ANONYMISED', 'HANDED_OVER'] as const;
export const kinds = ['CHECKIN_INVITATION', 'CHECKIN_FORM', 'RECRUIT_APPLICATION', 'IMPORT', 'MANUAL'] as const;
const SHORTEST_SEARCH = 2;
const names = ['search', 'agency', 'state', 'kind', 'consent', 'days', 'pool'] as const;

/** What the list of candidates is asked for, read from the address. */
export class CandidateFilter extends ListAddress {
  get input() {
    return {
      // One letter finds everybody, and the server refuses it.
      search: (this.get('search')?.length ?? 0) < SHORTEST_SEARCH ? null : (this.get('search') ?? null),
      agencyId: this.get('agency') ?? null,
      state: this.oneOf('state', states) ?? null,
      registrationKind: this.oneOf('kind', kinds) ?? null,
      hasConsent: this.flag('consent') ?? null,
      daysUntilDue: this.number('days') ?? null,
      talentPoolId: this.get('pool') ?? null,
    };
  }

  get active(): boolean {
    return names.some((name) => this.get(name) !== undefined);
  }

  clear(): void {
    this.set(Object.fromEntries(names.map((name) => [name, undefined])));
  }

  /** The filters as they stand in the address, without what was searched for: that is in no view. */
  get #asked(): Record<string, string> {
    const { agencyId, state, registrationKind, hasConsent, daysUntilDue, talentPoolId } = this.input;
    return addressOf({ agencyId, state, registrationKind, hasConsent, daysUntilDue, talentPoolId, orderBy: null });
  }

  /** Everybody, then the views of the product, then one's own and the agency's: each is a set of filters with a name. */
  views(saved: readonly SavedView[]) {
    const list = resolve('/(staff)/kandidaten');
    const asked = JSON.stringify(this.#asked);
    const all = [
      { label: m.view_all(), asks: {} },
      { label: m.view_expiring(), asks: { days: '30', order: 'DUE_ASC' } },
      { label: m.view_planned(), asks: { state: 'PLANNED', order: 'DUE_ASC' } },
      { label: m.view_anonymised(), asks: { state: 'ANONYMISED' } },
      ...saved.map((view) => ({ label: view.name, asks: addressOf({ ...view.filter, orderBy: view.orderBy }) })),
    ];
    // A view of one's own may ask for the same as one of the product's: the last one is what one made.
    const current = all.findLastIndex(
      ({ asks: { order: _, ...rest } }: { asks: Record<string, string> }) => JSON.stringify(rest) === asked,
    );
    return all.map(({ label, asks }, index) => ({
      key: String(index),
      label,
      href: `${list}?${new URLSearchParams(asks as Record<string, string>).toString()}`.replace(/\?$/, ''),
      current: index === current,
    }));
  }
}

type Asked = SavedView['filter'] & { orderBy: string | null };

/** What a view asks, as it stands in the address; in one order, so that two can be compared. */
function addressOf({ agencyId, state, registrationKind, hasConsent, daysUntilDue, talentPoolId, orderBy }: Asked) {
  const all = [
    ['agency', agencyId],
    ['state', state],
    ['kind', registrationKind],
    ['consent', hasConsent],
    ['days', daysUntilDue],
    ['pool', talentPoolId],
    ['order', orderBy],
  ] as const;
  return Object.fromEntries(all.flatMap(([name, value]) => (value == null ? [] : [[name, String(value)]])));
}
