import type { ResultOf } from 'wisbaar-schema';
import { api, errorCode, failureOf, type Failure } from '../api';
import { anonymiseMyData, askQuestion, keepMyData, type questionParts } from './question.graphql';

export type Question = ResultOf<typeof questionParts>;
export type HeldCategory = NonNullable<Question['held']>[number];
export type Choice = 'keep' | 'anonymise';
export type Outcome = { question: Question } | { failure: Failure };

/** A link that says nothing more than that it is not, or no longer, of use. */
export function closedQuestion(state: 'EXPIRED' | 'UNKNOWN'): Question {
  return {
    state,
    agencyName: null,
    agencyEmail: null,
    confirmsByMail: null,
    label: null,
    ending: null,
    proof: null,
    atOnce: null,
    byItself: null,
    plannedOn: null,
    daysLeft: null,
    keepUntil: null,
    answeredOn: null,
    refusal: null,
    refusedUntil: null,
    requestedOn: null,
    passedOn: null,
    profile: null,
    recipients: null,
    held: null,
  };
}

/** Reads the question. Changes nothing. */
export async function ask(token: string): Promise<Outcome> {
  const { data, error } = await api.query(askQuestion, { token }).toPromise();
  if (data) return { question: data.erasureQuestion };
  return closedBy(error && errorCode(error)) ?? { failure: error ? failureOf(error) : { kind: 'broken' } };
}

/** Gives the answer. Giving it again has no second effect, so after a failure it can simply be sent again. */
export async function answer(choice: Choice, token: string): Promise<Outcome> {
  const mutation = choice === 'keep' ? keepMyData : anonymiseMyData;
  const { data, error } = await api.mutation(mutation, { token }).toPromise();
  if (error || !data)
    return closedBy(error && errorCode(error)) ?? { failure: error ? failureOf(error) : { kind: 'broken' } };
  if (data.answer.question) return { question: data.answer.question };
  const code = data.answer.userErrors[0]?.code;
  // The question has changed since it was shown, a hold perhaps: what it says now explains why.
  return closedBy(code) ?? (await ask(token));
}

function closedBy(code: string | undefined): Outcome | undefined {
  if (code === 'LINK_EXPIRED') return { question: closedQuestion('EXPIRED') };
  if (code === 'LINK_UNKNOWN') return { question: closedQuestion('UNKNOWN') };
  return undefined;
}
