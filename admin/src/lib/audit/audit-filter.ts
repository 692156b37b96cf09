import { ListAddress } from '#lib/list/list-address.ts';

export const actorKinds = ['STAFF', 'API_CLIENT', 'CANDIDATE', 'SYSTEM'] as const;
const names = ['person', 'action', 'kind', 'actor', 'agency', 'from', 'until'] as const;

/** What the audit trail is asked for, read from the address. */
export class AuditFilter extends ListAddress {
  get input() {
    return {
      personId: this.get('person') ?? null,
      action: this.get('action') ?? null,
      actorKind: this.oneOf('kind', actorKinds) ?? null,
      actorId: this.get('actor') ?? null,
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
