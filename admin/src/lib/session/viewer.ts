import { getContext, setContext } from 'svelte';
import type { ResultOf } from 'wisbaar-schema';
import type { ViewerQuery } from './session.graphql.ts';

export type Viewer = NonNullable<ResultOf<typeof ViewerQuery>['viewer']>;

const key = Symbol('viewer');

/** Who is signed in, for everything below the shell. */
export class Session {
  readonly #viewer: () => Viewer;
  readonly #today: () => string;

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

  /** What the screen may offer; the server decides again on every request. */
  may(permission: string): boolean {
    return this.viewer.permissions.includes(permission);
  }
}

export const useSession = (): Session => getContext<Session>(key);
