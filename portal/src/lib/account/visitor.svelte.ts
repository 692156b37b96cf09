import type { ResultOf } from 'wisbaar-schema';
import type { SpokenFor } from '../agency.svelte';
import { api, failureOf, type Failure } from '../api';
import { onSessionEnd } from '../session-end';
import { askAccount, signOutOfPortal } from './visitor.graphql';

type Me = NonNullable<ResultOf<typeof askAccount>['me']>;
export type Account = NonNullable<Me['account']>;

/** That this browser signed in, and nothing more: who never did costs the server no question. */
const HINT = 'wisbaar.signed-in';

function hinted(): boolean {
  try {
    return localStorage.getItem(HINT) !== null;
  } catch {
    return false;
  }
}

function hint(signedIn: boolean): void {
  try {
    if (signedIn) localStorage.setItem(HINT, '1');
    else localStorage.removeItem(HINT);
  } catch {
    // Storage is refused: his own pages ask anyway.
  }
}

/** Whoever sits behind this browser, as far as it is signed in to the portal. */
class Visitor {
  /** `undefined`: not asked yet; `null`: nobody is signed in. */
  account = $state.raw<Account | null>();
  /** How he is called; nobody's name once the person behind the account is gone. */
  name = $state<string | null>(null);
  /** For whom his own pages speak, and in what look. */
  spokenFor = $state.raw<SpokenFor>();
  failure = $state.raw<Failure>();
  busy = $state(false);
  /** His session ended while he was at work: what he typed is still on the page. */
  ended = $state(false);
  /** He has just signed out himself. */
  left = $state(false);

  constructor() {
    if (!hinted()) this.account = null;
    onSessionEnd(() => {
      if (this.account) this.ended = true;
    });
  }

  async load(): Promise<void> {
    this.busy = true;
    const { data, error } = await api.query(askAccount, {}).toPromise();
    this.busy = false;
    this.failure = data ? undefined : error ? failureOf(error) : { kind: 'broken' };
    if (data) this.#is(data.me);
  }

  /** @returns whether it is the same one as before, so that what he was at can go on. */
  async signedIn(): Promise<boolean> {
    const before = this.account?.userName;
    this.left = false;
    await this.load();
    this.ended = false;
    return before === undefined || before === this.account?.userName;
  }

  async signOut(): Promise<boolean> {
    const { data } = await api.mutation(signOutOfPortal, {}).toPromise();
    if (!data) return false;
    this.forget();
    this.left = true;
    return true;
  }

  /** Nobody is signed in any more. */
  forget(): void {
    this.#is(null);
  }

  #is(me: Me | null): void {
    const account = me?.account ?? null;
    this.account = account;
    this.name = account ? (me?.displayName ?? account.userName) : null;
    this.spokenFor = account
      ? { agencyName: account.agencyName, agencyEmail: account.agencyEmail, label: me?.label ?? null }
      : undefined;
    hint(account !== null);
    if (!account) this.ended = false;
  }
}

export const visitor = new Visitor();
