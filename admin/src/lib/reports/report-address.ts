import { ListAddress } from '#lib/list/list-address.ts';
import { type Period, sameDays } from './periods.ts';
import type { Dimension, Measure, ReportOffer } from './reports.graphql.ts';

/** Which report is shown, read from the address; what it doesn’t say, or says wrong, is the first that is offered. */
export class ReportAddress extends ListAddress {
  readonly #offers: () => readonly ReportOffer[];

  constructor(offers: () => readonly ReportOffer[]) {
    super();
    this.#offers = offers;
  }

  get offer(): ReportOffer | undefined {
    const offers = this.#offers();
    return offers.find(({ measure }) => measure === this.get('measure')) ?? offers[0];
  }

  get grouping() {
    const groupings = this.offer?.groupings ?? [];
    return groupings.find(({ dimension }) => dimension === this.get('by')) ?? groupings[0];
  }

  get agency(): string | undefined {
    return this.get('agency');
  }

  get period(): Period {
    return this.offer?.hasPeriod ? { from: this.day('from'), until: this.day('until') } : {};
  }

  get hasDays(): boolean {
    return !sameDays(this.period, {});
  }

  /** `undefined` until it is known what may be asked. */
  get input() {
    const [offer, grouping] = [this.offer, this.grouping];
    if (!offer || !grouping) return undefined;
    return {
      measure: offer.measure satisfies Measure,
      dimension: grouping.dimension satisfies Dimension,
      from: this.period.from ?? null,
      until: this.period.until ?? null,
      agencyId: this.agency ?? null,
    };
  }
}
