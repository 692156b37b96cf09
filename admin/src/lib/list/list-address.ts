import { goto } from '$app/navigation';
import { page } from '$app/state';

/** The state of a list as it stands in the address: it can be sent to a colleague, and Back means back. */
export class ListAddress {
  readonly #pageSize: number;

  constructor(pageSize = 25) {
    this.#pageSize = pageSize;
  }

  get(name: string): string | undefined {
    return page.url.searchParams.get(name) ?? undefined;
  }

  /** One of the known values, or nothing: an address can be typed by hand. */
  oneOf<T extends string>(name: string, known: readonly T[]): T | undefined {
    return known.find((value) => value === this.get(name));
  }

  number(name: string): number | undefined {
    const text = this.get(name);
    return text && /^\d{1,5}$/.test(text) ? Number(text) : undefined;
  }

  /** A calendar day, `yyyy-mm-dd`. */
  day(name: string): string | undefined {
    const text = this.get(name);
    return text && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
  }

  flag(name: string): boolean | undefined {
    const text = this.get(name);
    return text === 'true' ? true : text === 'false' ? false : undefined;
  }

  /** The page that is asked for, by keyset. */
  get window() {
    const before = this.get('before');
    return before ? { last: this.#pageSize, before } : { first: this.#pageSize, after: this.get('after') ?? null };
  }

  get pageSize(): number {
    return this.#pageSize;
  }

  /** The address with these changes. Any other filter or order starts again at the first page. */
  href(changes: Record<string, string | number | boolean | undefined>): string {
    const search = new URLSearchParams(page.url.search);
    search.delete('after');
    search.delete('before');
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined || value === '') search.delete(name);
      else search.set(name, String(value));
    }
    const text = search.toString();
    return text ? `?${text}` : page.url.pathname;
  }

  set(changes: Record<string, string | number | boolean | undefined>): void {
    // Focus and scroll stay where the person is at work. The address is this page's own.
    // eslint-disable-next-line svelte/no-navigation-without-resolve
    void goto(this.href(changes), { reset: false });
  }
}
