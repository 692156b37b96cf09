import { print, type DocumentNode } from 'graphql';
import { graphql, type ResultOf, type VariablesOf } from 'wisbaar-schema';
import type { Login } from './admin.ts';

export interface ApiError {
  message: string;
  path?: (string | number)[];
  extensions?: { code?: string; field?: string[] } & Record<string, unknown>;
}

export interface Answer {
  status: number;
  headers: Headers;
  /** The body as it came. */
  text: string;
  data: Record<string, unknown> | null | undefined;
  errors: ApiError[];
}

const SignIn = graphql(`
  mutation SignInFromTest($input: SignInInput!) {
    signIn(input: $input) {
      viewer {
        id
      }
      userErrors {
        code
      }
    }
  }
`);

const ConfirmPassword = graphql(`
  mutation ConfirmPasswordFromTest($input: ConfirmPasswordInput!) {
    confirmPassword(input: $input) {
      userErrors {
        code
      }
    }
  }
`);

/** A client of the API that is nothing but fetch and a cookie jar, as a third party would write it. */
export class ApiClient {
  readonly url: string;
  readonly #cookies = new Map<string, string>();
  #password = '';

  constructor(url: string, cookie?: string) {
    this.url = url;
    if (cookie) this.#keep([cookie]);
  }

  /** As the header `cookie` has them. */
  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Any request, with the cookies. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.cookie) headers.set('cookie', this.cookie);
    const response = await fetch(`${this.url}${path}`, { ...init, headers });
    this.#keep(response.headers.getSetCookie());
    return response;
  }

  /** A request to the API; errors are part of the answer. */
  async send(query: string, variables: object = {}): Promise<Answer> {
    const response = await this.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.url },
      body: JSON.stringify({ query, variables }),
    });
    const text = await response.text();
    const body = JSON.parse(text) as { data?: Record<string, unknown> | null; errors?: ApiError[] };
    return { status: response.status, headers: response.headers, text, data: body.data, errors: body.errors ?? [] };
  }

  /**
   * A request that must succeed, typed after the schema.
   * @throws with the codes of the errors, if there are any.
   */
  async ask<Document extends DocumentNode>(
    document: Document,
    variables: VariablesOf<Document>,
  ): Promise<ResultOf<Document>> {
    const { data, errors } = await this.send(print(document), variables as object);
    if (errors.length > 0) throw new Error(`The API refused: ${JSON.stringify(errors)}`);
    return data as ResultOf<Document>;
  }

  /** @throws when it is refused. */
  async signIn(login: Login): Promise<this> {
    const { signIn } = await this.ask(SignIn, { input: login });
    if (!signIn.viewer) throw new Error(`Signing in was refused: ${JSON.stringify(signIn.userErrors)}`);
    this.#password = login.password;
    return this;
  }

  /** Shows once more that it is he, as the product asks before what widens what somebody may do. @throws when it is refused. */
  async confirm(): Promise<this> {
    const { confirmPassword } = await this.ask(ConfirmPassword, { input: { password: this.#password } });
    if (confirmPassword.userErrors.length > 0)
      throw new Error(`Refused: ${JSON.stringify(confirmPassword.userErrors)}`);
    return this;
  }

  #keep(cookies: readonly string[]): void {
    for (const cookie of cookies) {
      const [pair = ''] = cookie.split(';');
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      if (value === '' || /max-age=0|expires=thu, 01 jan 1970/i.test(cookie)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }
}
