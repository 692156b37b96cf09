import { getContext, setContext } from 'svelte';
import type { ResultOf } from 'wisbaar-schema';
import type { ViewerQuery } from './session.graphql.ts';

export type Viewer = NonNullable<ResultOf<typeof ViewerQuery>['viewer']>;

const key = Symbol('viewer');

/** Who is signed in, for everything below the shell. */
export class Session {
  readonly #viewer: () => Viewer;

  constructor(viewer: () => Viewer) {
    this.#viewer = viewer;
    setContext(key, this);
  }

  get viewer(): Viewer {
    return this.#viewer();
  }

  /** What the screen may offer; the server decides again on every request. */
  may(permission: string): boolean {
    return this.viewer.permissions.includes(permission);
  }
}

export const useSession = (): Session => getContext<Session>(key);
