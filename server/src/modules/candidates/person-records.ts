import type { ModuleManifest } from '../module-manifest.ts';
import { recordResolvers } from './person-record.resolver.ts';
import { shieldOfRecords } from './person-record.shield.ts';
import type { PersonRecordKind } from './person-record.ts';

/** A module's records of people, ready for its manifest: another kind is another entry of this list. */
export const personRecords = (kinds: readonly PersonRecordKind[]) =>
  ({
    declarations: kinds.map(({ declaration }) => declaration),
    resolvers: kinds.flatMap(recordResolvers),
    shield: shieldOfRecords(kinds),
  }) satisfies ModuleManifest;
