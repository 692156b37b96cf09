import { badInput } from '../../platform/errors.ts';
import { plus, type LocalDate } from '../../platform/clock.ts';
import { agenciesOf, type Actor } from '../permissions/index.ts';

const LONGEST_NAME = 100;
const MOST_ORIGINS = 10;
const LONGEST_KEY_LIFE = { years: 1 };

export interface ClientSettings {
  readonly name: string;
  readonly roleId: string;
  readonly agencyIds: readonly string[];
  readonly origins: readonly string[];
}

/** @throws DomainError BAD_USER_INPUT with the field */
export function soundSettings(actor: Actor, { name, roleId, agencyIds, origins }: ClientSettings) {
  const mine = agenciesOf(actor);
  if (agencyIds.length === 0) throw badInput('agencyIds', 'Choose at least one agency.');
  if (mine && !agencyIds.every((id) => mine.includes(id)))
    throw badInput('agencyIds', 'You don’t work for one of these agencies.');
  return { name: soundName(name), roleId, agencyIds: [...new Set(agencyIds)], origins: soundOrigins(origins) };
}

function soundName(given: string): string {
  const name = given.trim();
  if (name === '' || name.length > LONGEST_NAME)
    throw badInput('name', `Give a name of 1 to ${String(LONGEST_NAME)} characters.`);
  return name;
}

/** Whole origins only: a pattern would let in a site that nobody thought of. */
function soundOrigins(given: readonly string[]): string[] {
  if (given.length > MOST_ORIGINS) throw badInput('origins', `Give at most ${String(MOST_ORIGINS)} sites.`);
  return [...new Set(given.map((one) => soundOrigin(one.trim())))];
}

const onThisMachine = ({ hostname }: URL) => ['localhost', '127.0.0.1'].includes(hostname);

function soundOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const secure = url?.protocol === 'https:' || (url?.protocol === 'http:' && onThisMachine(url));
  const bare = url && `${url.origin}/` === url.href && !text.includes('*');
  if (!secure || !bare) throw badInput('origins', 'Give sites as https://app.example.com, without a path.');
  return url.origin;
}

/** @throws DomainError BAD_USER_INPUT */
export function soundExpiry(today: LocalDate, expiresOn: LocalDate): LocalDate {
  if (expiresOn < today || expiresOn > plus(today, LONGEST_KEY_LIFE))
    throw badInput('expiresOn', 'Give a day from today to a year from now.');
  return expiresOn;
}
