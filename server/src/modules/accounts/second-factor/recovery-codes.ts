import { randomInt } from 'node:crypto';
import { affected, insertRecords, sql } from '../../../platform/database/index.ts';
import type { Secrets } from '../../../platform/secrets.ts';
import type { Work } from '../../permissions/index.ts';
import { RecoveryCodeSchema } from './second-factor.ts';

const COUNT = 10;
/** Without letters and digits that look alike: 31 signs, so that twelve of them are 59 bits. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 3;
const GROUP = 4;

const newCode = () =>
  Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP }, () => SIGNS[randomInt(SIGNS.length)]).join(''),
  ).join('-');

/** As it may be typed: in capitals, with spaces, without dashes. */
const bare = (code: string) => code.toLowerCase().replace(/[\s-]/g, '');

export function hashRecoveryCode(secrets: Secrets, staffId: string, code: string): Buffer {
  return secrets.fingerprint('recovery-code', `${staffId}\0${bare(code)}`);
}

/** Ten new codes in the place of whatever there was, in the caller's transaction. They are shown now, and never again. */
export async function replaceRecoveryCodes(work: Work, staffId: string): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, newCode);
  await affected(work.em, sql`delete from recovery_code where staff_id = ${staffId}`);
  await insertRecords(
    work.em,
    RecoveryCodeSchema,
    codes.map((code) => ({ staffId, codeHash: hashRecoveryCode(work.secrets, staffId, code) })),
  );
  return codes;
}
