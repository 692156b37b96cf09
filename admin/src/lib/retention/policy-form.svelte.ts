import type { Client } from '@urql/svelte';
import { m } from '#messages';
import { failureText } from '#lib/graphql/failure-text.ts';
import { run } from '#lib/graphql/run.ts';
import { errorsByField } from '#lib/graphql/user-errors.ts';
import { type AgencyTerms, type Policy, UpdateRetentionPolicy } from './retention.graphql.ts';

export const terms = [
  'candidateTermDays',
  'singleVacancyTermDays',
  'multipleVacanciesTermDays',
  'daysFromNoticeToErasure',
] as const;
export const endSwitches = ['autoEraseCandidates', 'autoEraseApplicants', 'plus', 'confirmErasureByMail'] as const;
export const storeSwitches = ['bsnBeforeApproval'] as const;
export const switches = [...endSwitches, ...storeSwitches] as const;
export type Term = (typeof terms)[number];
export type Switch = (typeof switches)[number];

const pick = <K extends string>(names: readonly K[], value: (name: K) => unknown) =>
  Object.fromEntries(names.map((name) => [name, value(name)]));

/** The terms of one agency while they are being changed. */
export class PolicyForm {
  texts = $state<Record<Term, string>>() as Record<Term, string>;
  flags = $state<Record<Switch, boolean>>() as Record<Switch, boolean>;
  keepPeriod = $state<Policy['keepPeriod']>('ONE_YEAR');
  errors = $state.raw<Record<string, string>>({});
  busy = $state(false);
  saved = $state(false);
  readonly #client: Client;
  readonly #agencyId: string;

  constructor(client: Client, agency: AgencyTerms, policy: Policy) {
    this.#client = client;
    this.#agencyId = agency.id;
    this.texts = pick(terms, (name) => String(policy[name])) as Record<Term, string>;
    this.flags = pick(switches, (name) => policy[name]) as Record<Switch, boolean>;
    this.keepPeriod = policy.keepPeriod;
  }

  async save(): Promise<void> {
    if (this.busy) return;
    this.saved = false;
    this.errors = pick(
      terms.filter((name) => !/^[1-9]\d{0,4}$/.test(this.texts[name].trim())),
      () => m.whole_days(),
    ) as Record<string, string>;
    if (Object.keys(this.errors).length > 0) return;
    this.busy = true;
    const input = {
      agencyId: this.#agencyId,
      ...(pick(terms, (name) => Number(this.texts[name])) as Record<Term, number>),
      ...this.flags,
      keepPeriod: this.keepPeriod,
    };
    const { data, failure } = await run(this.#client, UpdateRetentionPolicy, { input });
    this.busy = false;
    const problems = failure
      ? [{ field: null, message: failureText(failure), code: failure.code }]
      : data.updateRetentionPolicy.userErrors;
    this.errors = errorsByField(problems);
    this.saved = problems.length === 0;
  }
}
