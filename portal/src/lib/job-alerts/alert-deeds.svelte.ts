import { api, failureOf, type Failure } from '../api';
import { m } from '#messages';
import { pauseJobAlert, removeJobAlert, type JobAlert } from './job-alerts.graphql';
import { alertTitle } from './words';

/** Holding and removing alerts, as their owner or by the link of a mail. */
export class AlertDeeds {
  failure = $state.raw<Failure>();
  /** Which alert is being worked on. */
  busy = $state<string>();
  /** What was done last, for who can't see it. */
  done = $state('');
  readonly #token: string | undefined;
  readonly #reload: () => Promise<void>;

  constructor(reload: () => Promise<void>, token?: string) {
    this.#reload = reload;
    this.#token = token;
  }

  async pause({ id, paused, ...alert }: JobAlert): Promise<void> {
    const input = { id, paused: !paused, ...this.#proof };
    await this.#do(id, async () => {
      const { data, error } = await api.mutation(pauseJobAlert, { input }).toPromise();
      if (!data) return error ? failureOf(error) : { kind: 'broken' };
      const title = alertTitle(alert);
      this.done = paused ? m.alert_resumed({ title }) : m.alert_was_paused({ title });
      return undefined;
    });
  }

  async remove({ id, ...alert }: JobAlert): Promise<void> {
    const input = { id, ...this.#proof };
    await this.#do(id, async () => {
      const { data, error } = await api.mutation(removeJobAlert, { input }).toPromise();
      if (!data) return error ? failureOf(error) : { kind: 'broken' };
      this.done = m.alert_removed({ title: alertTitle(alert) });
      return undefined;
    });
  }

  get #proof() {
    return this.#token === undefined ? {} : { token: this.#token };
  }

  async #do(id: string, deed: () => Promise<Failure | undefined>): Promise<void> {
    if (this.busy !== undefined) return;
    this.busy = id;
    this.done = '';
    this.failure = await deed();
    // Removed meanwhile in another window: the list says so.
    if (!this.failure) await this.#reload();
    this.busy = undefined;
  }
}
