import type { Client } from '@urql/svelte';
import { m } from '#messages';
import { failureText } from '#lib/graphql/failure-text.ts';
import { failureOf } from '#lib/graphql/failure.ts';
import { run } from '#lib/graphql/run.ts';
import { errorsByField } from '#lib/graphql/user-errors.ts';
import {
  type AgencyTerms,
  type Policy,
  type PolicyPreview,
  PreviewRetentionPolicy,
  UpdateRetentionPolicy,
} from './retention.graphql.ts';

export const terms = [
  'candidateTermDays',
  'singleVacancyTermDays',
  'multipleVacanciesTermDays',
  'daysFromNoticeToErasure',
] as const;
export const endings = ['candidateEnding', 'singleVacancyEnding', 'multipleVacanciesEnding'] as const;
export const switches = [
  'autoEraseCandidates',
  'autoEraseApplicants',
  'plus',
  'confirmErasureByMail',
  'bsnBeforeApproval',
] as const;
export type Term = (typeof terms)[number];
export type EndingName = (typeof endings)[number];
export type Switch = (typeof switches)[number];

const pick = <K extends string>(names: readonly K[], value: (name: K) => unknown) =>
  Object.fromEntries(names.map((name) => [name, value(name)]));

/** The terms of one agency while they are being changed: filled in, looked at in a preview, and then made. */
export class PolicyForm {
  texts = $state<Record<Term, string>>() as Record<Term, string>;
  ends = $state<Record<EndingName, Policy['candidateEnding']>>() as Record<EndingName, Policy['candidateEnding']>;
  flags = $state<Record<Switch, boolean>>() as Record<Switch, boolean>;
  keepPeriod = $state<Policy['keepPeriod']>('ONE_YEAR');
  errors = $state.raw<Record<string, string>>({});
  busy = $state(false);
  saved = $state(false);
  /** What the change would do, while it waits for a yes. */
  preview = $state.raw<PolicyPreview>();
  readonly #client: Client;
  readonly #agencyId: string;

  constructor(client: Client, agency: AgencyTerms, policy: Policy) {
    this.#client = client;
    this.#agencyId = agency.id;
    this.texts = pick(terms, (name) => String(policy[name])) as Record<Term, string>;
    this.ends = pick(endings, (name) => policy[name]) as typeof this.ends;
    this.flags = pick(switches, (name) => policy[name]) as Record<Switch, boolean>;
    this.keepPeriod = policy.keepPeriod;
  }

  get #changes() {
    return {
      ...(pick(terms, (name) => Number(this.texts[name])) as Record<Term, number>),
      ...this.ends,
      ...this.flags,
      keepPeriod: this.keepPeriod,
    };
  }

  /** Asks what would follow. */
  async look(): Promise<void> {
    if (this.busy) return;
    this.saved = false;
    this.errors = pick(
      terms.filter((name) => !/^[1-9]\d{0,4}$/.test(this.texts[name].trim())),
      () => m.whole_days(),
    ) as Record<string, string>;
    if (Object.keys(this.errors).length > 0) return;
    this.busy = true;
    const variables = { agencyId: this.#agencyId, changes: this.#changes };
    const result = await this.#client
      .query(PreviewRetentionPolicy, variables, { requestPolicy: 'network-only' })
      .toPromise();
    this.busy = false;
    const failure = failureOf(result);
    const node = result.data?.node;
    const preview = node?.__typename === 'Agency' ? node.retentionPolicy?.preview : undefined;
    if (preview) this.preview = preview;
    else if (failure?.code === 'NOTICE_TOO_SHORT')
      this.errors = { daysFromNoticeToErasure: m.error_notice_too_short() };
    else this.errors = { '': failureText(failure ?? { code: 'UNEXPECTED', message: '' }) };
  }

  /** Makes the change that was looked at. */
  async save(): Promise<void> {
    if (this.busy || !this.preview) return;
    this.busy = true;
    const input = { agencyId: this.#agencyId, ...this.#changes, preview: this.preview.mark };
    const { data, failure } = await run(this.#client, UpdateRetentionPolicy, { input }, { touches: ['Candidate'] });
    this.busy = false;
    this.preview = undefined;
    const problems = failure
      ? [{ field: null, message: failureText(failure), code: failure.code }]
      : data.updateRetentionPolicy.userErrors;
    this.errors = problems.some((one) => one.code === 'CONFLICT')
      ? { '': m.policy_outdated() }
      : errorsByField(problems);
    this.saved = problems.length === 0;
  }
}
