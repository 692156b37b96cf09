import { ListAddress } from '#lib/list/list-address.ts';

export const vacancyStatuses = ['OPEN', 'ON_HOLD', 'FILLED', 'CANCELLED'] as const;
const orders = ['TITLE_ASC', 'TITLE_DESC', 'REFERENCE_ASC', 'REFERENCE_DESC', 'OPENED_ASC', 'OPENED_DESC'] as const;
const names = ['search', 'agency', 'status'] as const;

/** What the list of vacancies is asked for, read from the address. */
export class VacancyFilter extends ListAddress {
  get input() {
    return {
      search: this.get('search') ?? null,
      agencyId: this.get('agency') ?? null,
      status: this.oneOf('status', vacancyStatuses) ?? null,
    };
  }

  get order() {
    return this.oneOf('order', orders) ?? 'TITLE_ASC';
  }

  get active(): boolean {
    return names.some((name) => this.get(name) !== undefined);
  }

  clear(): void {
    this.set(Object.fromEntries(names.map((name) => [name, undefined])));
  }
}
