import type { Client } from '@urql/svelte';
import { m } from '#messages';
import { failureText } from '#lib/graphql/failure-text.ts';
import { failureOf } from '#lib/graphql/failure.ts';
import { run } from '#lib/graphql/run.ts';
import { userErrorText } from '#lib/graphql/user-error-text.ts';
import { draftOf, mistakesIn, placedInMoments, wordsOf } from '#lib/contact-moments/draft-moments.ts';
import type { DraftMoment } from '#lib/rule-sets/rule-set-form.svelte.ts';
import { PreviewSurvey, SaveSurvey, type Survey, type SurveyPreview, type SurveySettings } from './surveys.graphql.ts';

const WHOLE = /^\d{1,5}$/;
export const skips = ['skipRunning', 'skipHired', 'skipInPool'] as const;

/** An agency's survey while it is being changed: filled in, looked at in a preview, and then saved. */
export class SurveyForm {
  active = $state(false);
  daysBefore = $state('');
  skipMailedDays = $state('');
  keepPeriod = $state<Survey['keepPeriod']>('SAME_TERM');
  flags = $state({ skipRunning: false, skipHired: false, skipInPool: false });
  messages = $state<DraftMoment[]>([]);
  /** By the id of the control; what is about the whole stands under the empty name. */
  errors = $state.raw<Record<string, string>>({});
  busy = $state(false);
  saved = $state(false);
  /** Whom it would ask, while it waits for a yes. */
  preview = $state.raw<SurveyPreview>();
  readonly #client: Client;
  readonly #agencyId: string;
  #nextKey = 0;

  constructor(client: Client, agencyId: string, survey: Survey) {
    this.#client = client;
    this.#agencyId = agencyId;
    this.active = survey.active;
    this.daysBefore = String(survey.daysBefore);
    this.skipMailedDays = String(survey.skipMailedDays);
    this.keepPeriod = survey.keepPeriod;
    for (const name of skips) this.flags[name] = survey[name];
    this.messages = survey.messages.map((message) => draftOf(message, this.#key()));
  }

  #key(): number {
    this.#nextKey += 1;
    return this.#nextKey;
  }

  /** A reminder, in the words of the question. */
  addReminder(): void {
    const [first] = this.messages;
    const number = String(this.messages.length);
    this.messages.push({
      key: this.#key(),
      name: m.survey_reminder_name({ number }),
      daysAfterFirst: String(7 * this.messages.length),
      subjectNl: first?.subjectNl ?? '',
      bodyNl: first?.bodyNl ?? '',
      subjectEn: first?.subjectEn ?? '',
      bodyEn: first?.bodyEn ?? '',
    });
  }

  remove(message: DraftMoment): void {
    this.messages = this.messages.filter(({ key }) => key !== message.key);
  }

  get #settings(): SurveySettings {
    return {
      active: this.active,
      daysBefore: Number(this.daysBefore),
      skipMailedDays: Number(this.skipMailedDays),
      keepPeriod: this.keepPeriod,
      ...this.flags,
    };
  }

  #mistakes(): Record<string, string> {
    const found = mistakesIn(this.messages);
    if (!WHOLE.test(this.daysBefore.trim())) found['daysBefore'] = m.whole_days();
    if (!WHOLE.test(this.skipMailedDays.trim())) found['skipMailedDays'] = m.whole_days();
    return found;
  }

  /** Asks whom it would ask. */
  async look(): Promise<void> {
    if (this.busy) return;
    this.saved = false;
    this.errors = this.#mistakes();
    if (Object.keys(this.errors).length > 0) return;
    this.busy = true;
    const variables = { agencyId: this.#agencyId, settings: this.#settings };
    const result = await this.#client.query(PreviewSurvey, variables, { requestPolicy: 'network-only' }).toPromise();
    this.busy = false;
    const failure = failureOf(result);
    const node = result.data?.node;
    const preview = node?.__typename === 'Agency' ? node.survey?.preview : undefined;
    if (preview) this.preview = preview;
    else if (failure?.code === 'BAD_USER_INPUT') this.errors = { daysBefore: m.survey_days_wrong() };
    else this.errors = { '': failureText(failure ?? { code: 'UNEXPECTED', message: '' }) };
  }

  /** Saves what was looked at. */
  async save(): Promise<void> {
    if (this.busy || !this.preview) return;
    this.busy = true;
    const input = {
      agencyId: this.#agencyId,
      settings: this.#settings,
      messages: this.messages.map(wordsOf),
      preview: this.preview.mark,
    };
    const { data, failure } = await run(this.#client, SaveSurvey, { input });
    this.busy = false;
    this.preview = undefined;
    if (failure) this.errors = { '': failureText(failure) };
    else this.errors = Object.fromEntries(data.saveSurvey.userErrors.map((one) => this.#placed(one)));
    this.saved = Object.keys(this.errors).length === 0;
  }

  /** Beside the control that it is about, where there is one. */
  #placed(error: { field: string[] | null; message: string; code: string }): [string, string] {
    if (error.code === 'CONFLICT') return ['', m.policy_outdated()];
    return placedInMoments(error, 'messages', this.messages) ?? [error.field?.at(-1) ?? '', userErrorText(error)];
  }
}
