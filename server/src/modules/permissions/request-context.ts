import type DataLoader from 'dataloader';
import type { EntitySchema } from '@mikro-orm/core';
import type { StaffActor } from './actor.ts';
import type { Rights } from './rights.ts';
import type { Work } from './work.ts';

/** What every resolver and rule is given: made anew for each request, and never longer-lived. */
export interface RequestContext {
  /** Who asks, and his rights; they change once at most, when he signs in by this very request. */
  work: Work;
  rights: Rights;
  becomes(actor: StaffActor): void;
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
  /** Network address of the caller, for throttling only; never stored as it is. */
  readonly address: string;
}
