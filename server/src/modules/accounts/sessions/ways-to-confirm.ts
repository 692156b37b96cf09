import { rows, sql } from '../../../platform/database/index.ts';
import { toGlobalId } from '../../../platform/graphql/index.ts';
import type { RequestContext } from '../../permissions/index.ts';
import { hashInUse } from '../passwords/password-in-use.ts';
import { freshUntil } from './must-be-fresh.ts';
import { ownSession } from './session-of-token.ts';

export interface WaysToConfirm {
  byPassword: boolean;
  logins: { agencyId: string; name: string }[];
  secondsLeft: number;
}

/** How the owner of this session can show again that it is he, and for how long he has. */
export async function waysToConfirm(context: Pick<RequestContext, 'work' | 'session'>): Promise<WaysToConfirm> {
  const { work } = context;
  const own = await ownSession(context);
  const logins = await rows<{ agencyId: string; name: string }>(
    work.em,
    sql`select distinct on (p.issuer) p.agency_id as "agencyId", p.name
        from identity_provider p
        join staff_agency a on a.agency_id = p.agency_id and a.staff_id = ${own.staffId}
        join staff_identity i on i.issuer = p.issuer and i.staff_id = ${own.staffId}
        order by p.issuer, p.name`,
  );
  const left = (freshUntil(own)?.getTime() ?? 0) - work.clock.now().getTime();
  return {
    byPassword: (await hashInUse(work.em, own.staffId)) !== undefined,
    logins: logins.map(({ agencyId, name }) => ({ agencyId: toGlobalId('Agency', agencyId), name })),
    secondsLeft: Math.max(0, Math.floor(left / 1_000)),
  };
}
