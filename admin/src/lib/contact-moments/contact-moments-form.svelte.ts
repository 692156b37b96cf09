import type { Client } from '@urql/svelte';
import { m } from '#messages';
import { failureText } from '#lib/graphql/failure-text.ts';
import { run } from '#lib/graphql/run.ts';
import { userErrorText } from '#lib/graphql/user-error-text.ts';
import type { DraftMoment } from '#lib/rule-sets/rule-set-form.svelte.ts';
import { SaveContactMoments, type ContactMoment } from './contact-moments.graphql.ts';
import { draftOf, mistakesIn, placedInMoments, wordsOf } from './draft-moments.ts';

/** An agency's own mails before the end of a term while they are being changed. */
export class ContactMomentsForm {
  moments = $state<DraftMoment[]>([]);
  /** By the id of the control; what is about the whole stands under the empty name. */
  errors = $state.raw<Record<string, string>>({});
  busy = $state(false);
  saved = $state(false);
  /** Whether it waits for a yes. */
  asks = $state(false);
  readonly #client: Client;
  readonly #agencyId: string;
  #nextKey = 0;

  constructor(client: Client, agencyId: string, moments: readonly ContactMoment[]) {
    this.#client = client;
    this.#agencyId = agencyId;
    this.moments = moments.map((moment) => draftOf(moment, this.#key()));
    if (this.moments.length === 0) this.add();
  }

  #key(): number {
    this.#nextKey += 1;
    return this.#nextKey;
  }

  /** The next one, in the words of the first. */
  add(): void {
    const [first] = this.moments;
    const words = first ? wordsOf(first) : { subjectNl: '', bodyNl: '', subjectEn: '', bodyEn: '' };
    const name = m.moment_new_name({ number: this.moments.length + 1 });
    this.moments.push(draftOf({ ...words, name, daysAfterFirst: 7 * this.moments.length }, this.#key()));
  }

  remove(moment: DraftMoment): void {
    this.moments = this.moments.filter(({ key }) => key !== moment.key);
  }

  /** Asks for a yes, when there is nothing to mend. */
  ask(): void {
    this.saved = false;
    this.errors = mistakesIn(this.moments);
    this.asks = Object.keys(this.errors).length === 0;
  }

  async save(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    const input = { agencyId: this.#agencyId, moments: this.moments.map(wordsOf) };
    const { data, failure } = await run(this.#client, SaveContactMoments, { input });
    this.busy = false;
    this.asks = false;
    if (failure) this.errors = { '': failureText(failure) };
    else
      this.errors = Object.fromEntries(
        data.saveContactMoments.userErrors.map(
          (one) => placedInMoments(one, 'moments', this.moments) ?? ['', userErrorText(one)],
        ),
      );
    this.saved = Object.keys(this.errors).length === 0;
  }
}
