import { affected, sql } from '../../../platform/database/index.ts';
import { hashToken } from '../../../platform/secrets.ts';
import { accountTransaction } from '../../accounts/index.ts';
import type { Work } from '../../permissions/index.ts';

/** Ends a session on the portal at once; a cookie that is kept is worth nothing afterwards (S12). */
export async function signOutOfPortal(work: Work, token: string): Promise<void> {
  await accountTransaction(work, (em) =>
    affected(em, sql`delete from portal_session where token_hash = ${hashToken(token)}`),
  );
}
