import type { Client } from '@urql/svelte';
import { m } from '#messages';
import { monthsAfter } from '#lib/format/dates.ts';
import { failureText } from '#lib/graphql/failure-text.ts';
import { run } from '#lib/graphql/run.ts';
import { userErrorText } from '#lib/graphql/user-error-text.ts';
import type { UserError } from '#lib/graphql/user-errors.ts';
import {
  AnonymiseMany,
  type BulkDeed,
  type BulkPeople,
  type BulkPreview,
  ExtendMany,
  HoldMany,
  PlanMany,
  PreviewBulk,
} from './bulk.graphql.ts';

/** What is to be done to many: looked at first, and done as it was shown. */
export class BulkForm {
  preview = $state.raw<BulkPreview>();
  errors = $state.raw<{ id?: string; message: string }[]>([]);
  busy = $state(false);
  reason = $state('');
  day = $state('');
  typed = $state('');
  readonly today: string;
  readonly deed: BulkDeed;
  readonly #client: Client;
  readonly #people: BulkPeople;

  constructor(client: Client, today: string, deed: BulkDeed, people: BulkPeople) {
    this.#client = client;
    this.today = today;
    this.deed = deed;
    this.#people = people;
  }

  /** The furthest day that may be given. */
  get last(): string {
    return monthsAfter(this.today, this.deed === 'HOLD' ? 120 : 12);
  }

  /** Asks to how many it can be done. */
  async look(): Promise<void> {
    const { data, failure } = await run(this.#client, PreviewBulk, {
      input: { people: this.#people, deed: this.deed },
    });
    this.preview = data?.previewBulk.preview ?? undefined;
    if (failure) this.errors = [{ message: failureText(failure) }];
    else if (!this.preview) this.errors = data.previewBulk.userErrors.map((one) => ({ message: this.#textOf(one) }));
  }

  /** @returns to how many it was done; undefined when it was not. */
  async carryOut(): Promise<number | undefined> {
    if (this.busy || !this.preview) return undefined;
    this.errors = this.#mistakes();
    if (this.errors.length > 0) return undefined;
    this.busy = true;
    const { data, failure } = await this.#send({ people: this.#people, preview: this.preview.mark });
    this.busy = false;
    const refusals = data?.outcome.userErrors ?? [];
    if (failure) this.errors = [{ message: failureText(failure) }];
    else this.errors = refusals.map((one) => ({ message: this.#textOf(one) }));
    // What has changed since is shown at once.
    if (refusals.some(({ code }) => code === 'CONFLICT')) await this.look();
    return this.errors.length > 0 ? undefined : (data?.outcome.people ?? 0);
  }

  #send(input: { people: BulkPeople; preview: string }) {
    const touches = {
      touches: ['Candidate', 'CandidateConnection', 'ErasurePlan', 'ErasurePlanConnection', 'ErasureRun'],
    };
    const { reason, day } = this;
    switch (this.deed) {
      case 'EXTEND':
        return run(this.#client, ExtendMany, { input }, touches);
      case 'HOLD':
        return run(this.#client, HoldMany, { input: { ...input, reason, until: day } }, touches);
      case 'PLAN':
        return run(this.#client, PlanMany, { input: { ...input, dueOn: day } }, touches);
      case 'ANONYMISE':
        return run(this.#client, AnonymiseMany, { input }, touches);
    }
  }

  #mistakes(): { id: string; message: string }[] {
    const { deed, today, day } = this;
    const length = this.reason.trim().length;
    const dayIsWrong = day < today || day > this.last;
    const word = m.carry_out_word();
    return [
      ...(deed === 'HOLD' && (length < 10 || length > 500)
        ? [{ id: 'bulk-reason', message: m.hold_reason_wrong() }]
        : []),
      ...(deed === 'HOLD' && dayIsWrong ? [{ id: 'bulk-day', message: m.hold_day_wrong() }] : []),
      ...(deed === 'PLAN' && dayIsWrong ? [{ id: 'bulk-day', message: m.bulk_plan_day_wrong() }] : []),
      ...(deed === 'ANONYMISE' && this.typed.trim().toUpperCase() !== word
        ? [{ id: 'bulk-word', message: m.carry_out_word_wrong({ word }) }]
        : []),
    ];
  }

  #textOf(error: UserError): string {
    if (error.code === 'CONFLICT') return m.bulk_outdated();
    return error.field?.at(-1) === 'people' ? m.bulk_too_many() : userErrorText(error);
  }
}
