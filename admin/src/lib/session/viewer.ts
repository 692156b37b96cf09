import { getContext, setContext } from 'svelte';
import type { ResultOf } from 'wisbaar-schema';
import type { ViewerQuery } from './session.graphql.ts';

export type Viewer = NonNullable<ResultOf<typeof ViewerQuery>['viewer']>;

const key = Symbol('viewer');

/** Who is signed in, for everything below the shell. */
export class Session {
  readonly #viewer: () => Viewer;
  readonly #today: () => string;
  /** When it was asked who is signed in, or just after. */
  readonly #since = performance.now();

  constructor(viewer: () => Viewer, today: () => string) {
    this.#viewer = viewer;
    this.#today = today;
    setContext(key, this);
  }

  get viewer(): Viewer {
    return this.#viewer();
  }

  /** The calendar day on which the server lives: its clock decides, not that of the browser. */
  get today(): string {
    return this.#today();
  }

  /** Whether the last time that he showed who he is still counts; asked while it is shown, it follows no clock. */
  get isConfirmed(): boolean {
    const { secondsLeft } = this.viewer.confirmation;
    return secondsLeft > 0 && performance.now() < secondsLeft * 1_000 + this.#since;
  }

  /** What the screen may offer; the server decides again on every request. */
  may(permission: string): boolean {
    return this.viewer.permissions.includes(permission);
  }
}

export const useSession = (): Session => getContext<Session>(key);
