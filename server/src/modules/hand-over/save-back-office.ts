import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { badInput, notFound } from '../../platform/errors.ts';
import { isPublicHost, soundAddress, type NetworkReach } from '../../platform/network-reach.ts';
import { newToken } from '../../platform/secrets.ts';
import { recordAudit } from '../audit/index.ts';
import { agenciesOf, mustReachWholeAgency, type Work } from '../permissions/index.ts';
import { BackOfficeSchema, oldSecretPlace, secretPlace, type BackOffice } from './back-office.entity.ts';

const LONGEST_NAME = 100;
const LONGEST_ADDRESS = 500;
const USUAL_HOURS = 24;
const MOST_HOURS = 168;

export interface BackOfficeSettings {
  agencyId: string;
  name: string;
  url: string;
  active: boolean;
  /** Another secret than it has; the first time there is a new one in any case. */
  renewSecret: boolean;
  /** Hours during which messages are signed with the secret before it too; 24 unless told. Zero ends one that still is, by itself. */
  oldSecretHours?: number | null | undefined;
}

/**
 * Says where an agency's approved candidates go (H40). Where messages wait for an address that was wrong, they are tried again at
 * once. A new secret holds beside the one before it for a while, so that the back office can go over to it at its own moment.
 * @param reach with https, at an address that the internet has, unless this installation says otherwise.
 * @returns the new secret, shown now and never again; undefined where it stays what it was.
 * @throws DomainError FORBIDDEN for who is held to units, NOT_FOUND, BAD_USER_INPUT
 */
export async function saveBackOffice(
  work: Work,
  settings: BackOfficeSettings,
  reach: NetworkReach,
): Promise<string | undefined> {
  const { agencyId, active } = settings;
  // Whoever is held to units would send on people of the others too.
  mustReachWholeAgency(work.actor);
  const agencies = agenciesOf(work.actor);
  if (agencies && !agencies.includes(agencyId)) throw notFound();
  const name = settings.name.trim();
  if (name === '' || name.length > LONGEST_NAME)
    throw badInput('name', `Give 1 to ${String(LONGEST_NAME)} characters.`);
  const url = soundAddress(settings.url, reach);
  if (!url || url.href.length > LONGEST_ADDRESS) throw badInput('url', 'Give an address that starts with https://.');
  if (!reach.intranet && !isPublicHost(url)) throw badInput('url', 'Give an address that the internet has.');
  const hours = settings.oldSecretHours ?? (settings.renewSecret ? USUAL_HOURS : undefined);
  if (hours !== undefined && (hours < 0 || hours > MOST_HOURS))
    throw badInput('oldSecretHours', `Give 0 to ${String(MOST_HOURS)} hours.`);
  if (hours !== undefined && hours > 0 && !settings.renewSecret)
    throw badInput('oldSecretHours', 'A secret that goes on holds anyway: give hours with a new one, or 0.');
  return inTransaction(work.em, async (em) => {
    const locked = await rows(em, sql`select 1 from agency where id = ${agencyId} for no key update`);
    if (locked.length === 0) throw notFound();
    const known = await em.findOne(BackOfficeSchema, { agencyId });
    const addressChanged = known !== null && known.url !== url.href;
    const secret = !known || settings.renewSecret ? `wbh_${newToken()}` : undefined;
    const changedAt = work.clock.now();
    await em.upsert(BackOfficeSchema, {
      agencyId,
      name,
      url: url.href,
      active,
      changedAt,
      secretSealed: secret === undefined ? known!.secretSealed : work.secrets.seal(secret, secretPlace(agencyId)),
      ...oldSecret(work, known, hours),
    });
    await rows(
      em,
      sql`update hand_over set next_attempt_at = ${changedAt.toISOString()}::timestamptz
          where agency_id = ${agencyId} and state = 'QUEUED' and kind <> 'CLEAN_UP'`,
    );
    await recordAudit({ ...work, em }, [
      {
        action: 'back-office.saved',
        subjectType: 'Agency',
        subjectId: agencyId,
        facts: {
          ...{ active, host: url.host, renewedSecret: secret !== undefined },
          ...(known && hours !== undefined ? { oldSecretHours: hours } : {}),
          ...(addressChanged ? { addressChanged } : {}),
        },
      },
    ]);
    return secret;
  });
}

/** What becomes of the secret that there was, when it makes room for another; without hours all stays as it is. */
function oldSecret(
  { secrets, clock }: Work,
  known: BackOffice | null,
  hours: number | undefined,
): Partial<Pick<BackOffice, 'oldSecretSealed' | 'oldSecretUntil'>> {
  if (!known || hours === undefined) return {};
  if (hours === 0) return { oldSecretSealed: null, oldSecretUntil: null };
  const { agencyId, secretSealed } = known;
  const old = secrets.open(Buffer.from(secretSealed), secretPlace(agencyId));
  return {
    oldSecretSealed: secrets.seal(old, oldSecretPlace(agencyId)),
    oldSecretUntil: new Date(clock.now().getTime() + hours * 3_600_000),
  };
}
