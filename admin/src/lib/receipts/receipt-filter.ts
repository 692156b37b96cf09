import { ListAddress } from '#lib/list/list-address.ts';

export const endings = ['ANONYMISE', 'DELETE'] as const;
export const ways = ['DUE_DATE', 'STAFF', 'CANDIDATE', 'BACK_OFFICE'] as const;
const names = ['reference', 'ending', 'way', 'agency', 'from', 'until'] as const;

/** What the list of receipts is asked for, read from the address. */
export class ReceiptFilter extends ListAddress {
  get input() {
    return {
      reference: this.get('reference') ?? null,
      ending: this.oneOf('ending', endings) ?? null,
      way: this.oneOf('way', ways) ?? null,
      agencyId: this.get('agency') ?? null,
      from: this.day('from') ?? null,
      until: this.day('until') ?? null,
    };
  }

  get narrowed(): boolean {
    return names.some((name) => this.get(name) !== undefined);
  }

  clear(): void {
    this.set(Object.fromEntries(names.map((name) => [name, undefined])));
  }
}
