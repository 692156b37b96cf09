import type { Clock } from '../../platform/clock.ts';
import type { EntityManager } from '../../platform/database/index.ts';
import type { FileStore } from '../../platform/storage/file-store.ts';
import type { Secrets } from '../../platform/secrets.ts';
import type { PersonalDataCatalogue } from '../personal-data/index.ts';
import type { Actor } from './actor.ts';

/** What every use case works with: who asks, when it is, and the database. */
export interface Work {
  readonly catalogue: PersonalDataCatalogue;
  readonly em: EntityManager;
  readonly clock: Clock;
  readonly secrets: Secrets;
  /** Where erasures are written down before they are done, outside the database (B9). */
  readonly ledger: FileStore;
  readonly actor: Actor;
}
