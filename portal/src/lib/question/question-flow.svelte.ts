import type { Failure } from '../api';
import { closedQuestion, type Choice, type Outcome, type Question } from './question-api';

interface Api {
  ask(token: string): Promise<Outcome>;
  answer(choice: Choice, token: string): Promise<Outcome>;
}

/**
 * One visit to one personal link: reading the question, answering it, and what went wrong on the way. A failure
 * never takes anything away: the question stays, and the same step can be taken again.
 */
export class QuestionFlow {
  question = $state.raw<Question | null>(null);
  loading = $state(true);
  loadFailure = $state.raw<Failure | null>(null);
  /** The choice that is being sent, or whose sending failed. */
  choice = $state<Choice | null>(null);
  sending = $state(false);
  answerFailure = $state.raw<Failure | null>(null);
  /** The answer was given in this visit, not read back from an earlier one. */
  answeredNow = $state(false);
  /** He asked to be made anonymous, and was refused: the server has noted that he asked. */
  requestNoted = $state(false);

  readonly #token: string | undefined;
  readonly #api: Api;

  constructor(token: string | undefined, api: Api) {
    this.#token = token;
    this.#api = api;
  }

  async load(): Promise<void> {
    if (!this.#token) {
      this.question = closedQuestion('UNKNOWN');
      this.loading = false;
      return;
    }
    this.loading = true;
    const outcome = await this.#api.ask(this.#token);
    this.loading = false;
    if ('failure' in outcome) {
      this.loadFailure = outcome.failure;
    } else {
      this.loadFailure = null;
      this.question = outcome.question;
    }
  }

  async answer(choice: Choice): Promise<void> {
    if (!this.#token || this.sending) return;
    this.choice = choice;
    this.sending = true;
    this.answerFailure = null;
    const outcome = await this.#api.answer(choice, this.#token);
    this.sending = false;
    if ('failure' in outcome) {
      this.answerFailure = outcome.failure;
    } else {
      this.choice = null;
      const answered = choice === 'keep' ? ['KEPT'] : ['ANONYMISED', 'DELETED', 'REFUSED'];
      this.answeredNow = answered.includes(outcome.question.state);
      this.requestNoted = choice === 'anonymise' && outcome.question.refusal !== null;
      this.question = outcome.question;
    }
  }

  /**
   * Asks to be made anonymous though that is refused, so that it is noted (D7). What was refused when the page was
   * opened may be possible by now: then nothing is sent, because nobody has been asked whether he is sure.
   */
  async request(): Promise<void> {
    if (!this.#token || this.sending) return;
    this.choice = 'anonymise';
    this.sending = true;
    this.answerFailure = null;
    const outcome = await this.#api.ask(this.#token);
    this.sending = false;
    if ('failure' in outcome) {
      this.answerFailure = outcome.failure;
      return;
    }
    this.question = outcome.question;
    if (outcome.question.refusal) await this.answer('anonymise');
    else this.choice = null;
  }

  /** The reader turned back from the confirmation: a failure in it is no longer of interest. */
  withdraw(): void {
    if (this.sending) return;
    this.choice = null;
    this.answerFailure = null;
  }
}
