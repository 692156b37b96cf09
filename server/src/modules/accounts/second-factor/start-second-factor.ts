import { create as drawQrCode } from 'qrcode';
import { affected, rows, sql } from '../../../platform/database/index.ts';
import { DomainError } from '../../../platform/errors.ts';
import type { RequestContext } from '../../permissions/index.ts';
import { accountTransaction } from '../account-transaction.ts';
import { mustBeFresh } from '../sessions/must-be-fresh.ts';
import { ownSession } from '../sessions/session-of-token.ts';
import { newSecret } from './one-time-codes.ts';

export interface SecondFactorToConfirm {
  /** For who can't scan, in groups of four. */
  secret: string;
  /** What a scanner reads: `otpauth://…`. */
  address: string;
  /** The same as a drawing: the data of an SVG path, a unit for each square, and how many units wide and high it is. */
  qrPath: string;
  qrSize: number;
}

/**
 * Makes a secret for an app that makes codes. Nothing is asked of anybody before its first code has been seen.
 * @throws DomainError REAUTHENTICATION_REQUIRED, CONFLICT when there is one already
 */
export async function startSecondFactor(
  context: Pick<RequestContext, 'work' | 'session'>,
): Promise<SecondFactorToConfirm> {
  const { work } = context;
  await mustBeFresh(context);
  const { staffId } = await ownSession(context);
  const [staff] = await rows<{ email: string }>(work.em, sql`select email from staff_user where id = ${staffId}`);
  const { sealed, text, address } = newSecret(work.secrets, { id: staffId, email: staff!.email });
  await accountTransaction(work, async (em) => {
    const stored = await affected(
      em,
      sql`insert into second_factor (staff_id, secret_sealed, started_at)
          values (${staffId}, ${sealed}, ${work.clock.now().toISOString()}::timestamptz)
          on conflict (staff_id) do update set secret_sealed = excluded.secret_sealed, started_at = excluded.started_at
            where second_factor.confirmed_at is null`,
    );
    if (stored === 0) throw new DomainError('CONFLICT', 'You have a second factor already: turn it off first.');
  });
  return { secret: text.replace(/(.{4})(?=.)/g, '$1 '), address, ...draw(address) };
}

function draw(text: string): { qrPath: string; qrSize: number } {
  const { modules } = drawQrCode(text, { errorCorrectionLevel: 'M' });
  let qrPath = '';
  for (let y = 0; y < modules.size; y += 1)
    for (let x = 0; x < modules.size; x += 1) if (modules.get(y, x)) qrPath += `M${x} ${y}h1v1h-1z`;
  return { qrPath, qrSize: modules.size };
}
