import type DataLoader from 'dataloader';
import type { EntitySchema } from '@mikro-orm/core';
import type { AgencyActor } from './actor.ts';
import type { Rights } from './rights.ts';
import type { Work } from './work.ts';

/** An account of the portal, for one request. */
export interface SignedInAccount {
  readonly sessionId: string;
  readonly accountId: string;
  readonly agencyId: string;
  /** In whose look its pages are shown. */
  readonly labelId: string | null;
  /** Whose it is; nobody's once the person behind it was erased (C7, D6). */
  readonly candidateId: string | null;
  /** When its owner last gave his password again, in this session. */
  readonly confirmedAt: Date | null;
}

/** What every resolver and rule is given: made anew for each request, and never longer-lived. */
export interface RequestContext {
  /** Who asks, and his rights; they change once at most, when he signs in by this very request. */
  work: Work;
  rights: Rights;
  becomes(actor: AgencyActor): void;
  /** The rows of a table that belong to people of this request, fetched together. */
  readonly recordsOf: <Row extends object>(schema: EntitySchema<Row>, order?: string) => DataLoader<string, Row[]>;
  /** Rows of a table by id, fetched together. */
  readonly byId: <Row extends object>(schema: EntitySchema<Row>) => DataLoader<string, Row | undefined>;
  /** A loader of this request's own, made by whoever asks first; `load` gets all keys of a list together. */
  readonly loader: <Value>(
    name: string,
    load: (keys: readonly string[]) => Promise<Map<string, Value>>,
  ) => DataLoader<string, Value | undefined>;
  readonly session: {
    readonly token: string | undefined;
    start(token: string, expiresAt: Date): void;
    end(): void;
  };
  /** Whoever is signed in to the portal. Staff who sign in with the same browser are somebody else, and never both in one request. */
  readonly portal: {
    readonly token: string | undefined;
    account(): Promise<SignedInAccount | undefined>;
    /** A program gets no cookie: it is told the token, and hands it on with each request of its visitor. */
    start(token: string, expiresAt: Date): void;
    end(): void;
  };
  /** Network address of the caller, for throttling only; never stored as it is. */
  readonly address: string;
  /** That of a program’s visitor, where it hands that on; nobody else’s. */
  readonly visitorAddress: string | undefined;
}
