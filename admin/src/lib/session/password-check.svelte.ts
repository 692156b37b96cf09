import type { Client } from '@urql/svelte';
import { m } from '#messages';
import { failureText } from '#lib/graphql/failure-text.ts';
import { run } from '#lib/graphql/run.ts';
import { userErrorText } from '#lib/graphql/user-error-text.ts';
import { ConfirmPassword } from './session.graphql.ts';
import { useSession } from './viewer.ts';

interface Mistake {
  readonly id?: string;
  readonly message: string;
}

/** Shows once more that it is really he, before something that nobody may do from a browser that was left open. */
export class PasswordCheck {
  readonly #session = useSession();
  /** He has just shown it by his agency's own login: nothing more is asked. Who has a password alone always gives it. */
  readonly done: boolean;
  password = $state('');
  code = $state('');
  /** Only who has a second factor is asked for a code, once the password was right. */
  asksCode = $state(false);

  /** @param options.anew the server has just said that what he showed before does not count any more. */
  constructor(options: { anew?: boolean } = {}) {
    const { isConfirmed, viewer } = this.#session;
    this.done = !options.anew && isConfirmed && viewer.confirmation.logins.length > 0;
  }

  missing(): Mistake[] {
    if (this.done) return [];
    if (!this.password) return [{ id: 'check-password', message: m.sign_in_password_missing() }];
    return this.asksCode && !this.code.trim() ? [{ id: 'check-code', message: m.check_code_missing() }] : [];
  }

  /** @returns what is wrong; empty when it is he. */
  async confirm(client: Client): Promise<Mistake[]> {
    if (this.done) return [];
    const input = { password: this.password, code: this.code.trim() || null };
    const { data, failure } = await run(client, ConfirmPassword, { input });
    if (failure) return [{ message: failureText(failure) }];
    return data.confirmPassword.userErrors.map((one) => {
      const field = one.field?.at(-1);
      if (field === 'password') return { id: 'check-password', message: m.check_password_wrong() };
      if (field !== 'code') return { message: userErrorText(one) };
      const firstTime = !this.asksCode;
      this.asksCode = true;
      return { id: 'check-code', message: firstTime ? m.check_code_missing() : m.check_code_wrong() };
    });
  }
}
