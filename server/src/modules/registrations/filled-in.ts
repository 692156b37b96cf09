import { z } from 'zod';
import { badInput } from '../../platform/errors.ts';

/** What a visitor gives of himself, and what he read and ticked. */
export interface FilledIn {
  readonly callName: string;
  readonly namePrefix: string | null;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string | null;
  /** "Mijn gegevens mogen worden gebruikt voor andere vacatures" (H23). */
  readonly otherVacancies: boolean;
  readonly statementRead: boolean;
  /** Exactly which text the form showed. */
  readonly statementEdition: string;
}

const LONGEST_NAME = 100;
const PHONE = /^\+?[\d\s()-]{6,20}$/;
const email = z.email().max(254);

/** @throws DomainError BAD_USER_INPUT with the field's name */
export function soundFilledIn(given: FilledIn): FilledIn {
  if (!given.statementRead) throw badInput('statementRead', 'Read the privacy statement first.');
  const phone = given.phone?.trim() ? given.phone.trim() : null;
  if (phone !== null && !PHONE.test(phone)) throw badInput('phone', 'Give a telephone number, or leave it empty.');
  const address = email.safeParse(given.email.trim().toLowerCase());
  if (!address.success) throw badInput('email', 'Give a mail address, such as naam@voorbeeld.nl.');
  return {
    callName: soundName('callName', given.callName),
    namePrefix: given.namePrefix?.trim() ? soundName('namePrefix', given.namePrefix) : null,
    lastName: soundName('lastName', given.lastName),
    email: address.data,
    phone,
    otherVacancies: given.otherVacancies,
    statementRead: true,
    statementEdition: given.statementEdition,
  };
}

function soundName(field: string, text: string): string {
  const name = text.trim();
  if (name === '' || name.length > LONGEST_NAME || /[\p{Cc}<>]/u.test(name))
    throw badInput(field, `Give 1 to ${String(LONGEST_NAME)} characters.`);
  return name;
}
