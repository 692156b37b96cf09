import { resolve } from '$app/paths';
import { m } from '#messages';
import { ListAddress } from '#lib/list/list-address.ts';

export const states = ['ACTIVE', 'PLANNED', 'ANONYMISED', 'HANDED_OVER'] as const;
export const kinds = ['CHECKIN_INVITATION', 'CHECKIN_FORM', 'RECRUIT_APPLICATION', 'IMPORT', 'MANUAL'] as const;
const SHORTEST_SEARCH = 2;
const names = ['search', 'agency', 'state', 'kind', 'consent', 'days'] as const;

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
    };
  }

  get active(): boolean {
    return names.some((name) => this.get(name) !== undefined);
  }

  clear(): void {
    this.set(Object.fromEntries(names.map((name) => [name, undefined])));
  }

  /** Saved views: each is a set of filters with a name. */
  get views() {
    const list = resolve('/(staff)/kandidaten');
    const { state, daysUntilDue } = this.input;
    return [
      { label: m.view_all(), href: list, current: !state && daysUntilDue === null },
      { label: m.view_expiring(), href: `${list}?days=30&order=DUE_ASC`, current: daysUntilDue === 30 && !state },
      { label: m.view_planned(), href: `${list}?state=PLANNED&order=DUE_ASC`, current: state === 'PLANNED' },
      { label: m.view_anonymised(), href: `${list}?state=ANONYMISED`, current: state === 'ANONYMISED' },
    ];
  }
}
