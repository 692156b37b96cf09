import { api, failureOf, type Failure } from '../api';
import { confirmRegistration, sendRegistration, takeUpInvitation } from './registration.graphql';

/** What somebody filled in; `otherVacancies` is what he ticked himself (H23). */
export interface FilledIn {
  language: 'nl' | 'en';
  callName: string;
  namePrefix: string;
  lastName: string;
  phone: string;
  otherVacancies: boolean;
  statementRead: boolean;
  statementEdition: string;
  cvId: string | null;
  website: string;
}
/** Where a form goes: to a label, or to who invited. */
export type Destination = { labelSlug: string; vacancyId: string | null } | { token: string };

/** What was wrong, by field; `''` for the form as a whole. */
export type Problems = Readonly<Record<string, string>>;
export type Outcome = { received: true } | { problems: Problems } | { failure: Failure };

export async function send(to: Destination, filledIn: FilledIn, email: string): Promise<Outcome> {
  const { data, error } =
    'token' in to
      ? await api.mutation(takeUpInvitation, { input: { ...filledIn, ...to } }).toPromise()
      : await api.mutation(sendRegistration, { input: { ...filledIn, ...to, email } }).toPromise();
  if (!data) return { failure: error ? failureOf(error) : { kind: 'broken' } };
  return outcomeOf(data.sent);
}

export async function confirm(token: string): Promise<Outcome> {
  const { data, error } = await api.mutation(confirmRegistration, { input: { token } }).toPromise();
  if (!data) return { failure: error ? failureOf(error) : { kind: 'broken' } };
  return outcomeOf(data.sent);
}

function outcomeOf(sent: { userErrors: readonly { field: readonly string[] | null; code: string }[] }): Outcome {
  if (sent.userErrors.length === 0) return { received: true };
  return { problems: Object.fromEntries(sent.userErrors.map(({ field, code }) => [field?.at(-1) ?? '', code])) };
}

/** Sends a CV ahead of the form. @returns the id by which the form names it, or why not. */
export async function sendCv(file: File): Promise<{ cvId: string } | { refused: true } | { failure: Failure }> {
  let response: Response;
  try {
    response = await fetch('/registration-cvs', {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
    });
  } catch {
    return { failure: { kind: 'offline' } };
  }
  if (response.ok) return (await response.json()) as { cvId: string };
  if (response.status === 429) return { failure: { kind: 'busy' } };
  return response.status < 500 ? { refused: true } : { failure: { kind: 'broken' } };
}
