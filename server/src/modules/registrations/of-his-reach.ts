import { isHeldToUnits, worksForAgency, type Actor } from '../permissions/index.ts';

/** What a lookup of invitations must ask: they belong to no unit, so who is held to units has those that he sent himself. */
export const ofHisReach = (actor: Actor): { invitedBy?: string } =>
  worksForAgency(actor) && isHeldToUnits(actor) ? { invitedBy: actor.id } : {};
