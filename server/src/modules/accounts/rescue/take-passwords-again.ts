import { affected, rows, sql } from '../../../platform/database/index.ts';
import { notFound } from '../../../platform/errors.ts';
import { recordAudit } from '../../audit/index.ts';
import type { Work } from '../../permissions/index.ts';
import { accountTransaction } from '../account-transaction.ts';

/**
 * Lets an agency's staff sign in with passwords again, beside its own login: for who runs the product, when that login is broken.
 * @returns whether they could not before.
 * @throws DomainError NOT_FOUND
 */
export async function takePasswordsAgain(work: Work, agencyId: string): Promise<boolean> {
  return accountTransaction(work, async (em) => {
    const [agency] = await rows(em, sql`select 1 from agency where id = ${agencyId} for no key update`);
    if (!agency) throw notFound();
    const changed = await affected(
      em,
      sql`update identity_provider set password_sign_in = true, changed_at = ${work.clock.now().toISOString()}::timestamptz
          where agency_id = ${agencyId} and not password_sign_in`,
    );
    if (changed === 0) return false;
    await recordAudit({ ...work, em }, [
      {
        action: 'identity-provider.saved',
        subjectType: 'Agency',
        subjectId: agencyId,
        facts: { passwordSignIn: true },
      },
    ]);
    return true;
  });
}
