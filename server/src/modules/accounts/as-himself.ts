import { NO_RIGHTS, type Work } from '../permissions/index.ts';

/** For the audit trail: who has just shown who he is acts himself from then on. He has no need of rights for it. */
export const asHimself = (work: Work, staffId: string): Work => ({
  ...work,
  actor: { kind: 'staff', id: staffId, rights: NO_RIGHTS, agencyIds: [], unitIds: undefined },
});
