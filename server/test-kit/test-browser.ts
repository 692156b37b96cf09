import { execute, getOperationAST, parse } from 'graphql';
import pg from 'pg';
import { catalogue } from '../src/app/modules.ts';
import { createRequestContext } from '../src/app/request-context.ts';
import { guardedSchema } from '../src/app/schema.ts';
import { createSignInThrottle, staffOfSession, type SignInThrottle } from '../src/modules/accounts/index.ts';
import { PORTAL_COOKIE } from '../src/modules/portal-accounts/index.ts';
import { worksForAgency, type AgencyActor } from '../src/modules/permissions/index.ts';
import { createRegistrationThrottle, type RegistrationThrottle } from '../src/modules/registrations/index.ts';
import { RoleBook } from '../src/modules/roles/index.ts';
import { inRowScope, rows, sql } from '../src/platform/database/index.ts';
import type { TestProduct } from './index.ts';

const { schemaFor } = guardedSchema();

export interface Served {
  product: TestProduct;
  throttle: SignInThrottle;
  registrationThrottle: RegistrationThrottle;
  roles: RoleBook;
  stop(): Promise<void>;
}

/** What answers requests, without HTTP around it: the schema with its rules, and the real throttle. */
export function serve(product: TestProduct): Served {
  const pool = new pg.Pool({ connectionString: product.url, max: 2 });
  return {
    product,
    throttle: createSignInThrottle(pool, product.secrets),
    registrationThrottle: createRegistrationThrottle(pool, product.secrets),
    roles: new RoleBook(catalogue),
    stop: () => pool.end(),
  };
}

export interface Answer {
  data: Record<string, Record<string, unknown>>;
  /** Codes of the answer's errors. */
  codes: unknown[];
}

/** A browser that keeps its cookies, in front of a product whose clock stands still. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();
  token: string | undefined;
  /** An agency’s own server stands between: its key, and what it says of where its visitor is. */
  program: { actor: AgencyActor; visitorAddress?: string } | undefined;
  /** Where an agency's own login may stand: in tests on this machine. */
  providerReach = { http: true, intranet: true };
  readonly #served: Served;
  readonly #address: string;

  constructor(served: Served, address = '192.0.2.1') {
    this.#served = served;
    this.#address = address;
  }

  async context() {
    const { product, throttle, registrationThrottle, roles } = this.#served;
    const work = product.workAs();
    return createRequestContext({
      work,
      actor:
        this.program?.actor ?? (this.token === undefined ? undefined : await staffOfSession(work, roles, this.token)),
      visitorAddress: this.program?.visitorAddress,
      roles,
      session: {
        token: this.token,
        start: (token) => (this.token = token),
        end: () => (this.token = undefined),
      },
      portalToken: this.cookies.get(PORTAL_COOKIE),
      address: this.#address,
      userAgent: 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0',
      cookies: {
        get: (name) => this.cookies.get(name),
        set: (name, value) => void this.cookies.set(name, value),
        clear: (name) => void this.cookies.delete(name),
      },
      providerReach: this.providerReach,
      backOfficeReach: { http: true, intranet: true },
      signInThrottle: throttle,
      registrationThrottle,
      makeBackUp: undefined as never,
      imports: undefined as never,
    });
  }

  async send(query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    const context = await this.context();
    const scope = () => {
      const { actor } = context.work;
      return worksForAgency(actor) ? { agencyIds: actor.agencyIds, unitIds: actor.unitIds } : undefined;
    };
    const document = parse(query);
    const { operation } = getOperationAST(document)!;
    const result = await inRowScope(scope, async () =>
      execute({
        schema: schemaFor(context, operation),
        document,
        contextValue: context,
        variableValues: variables,
      }),
    );
    const codes = (result.errors ?? []).map((error) => {
      const { code } = error.originalError as unknown as { code?: string };
      if (code === undefined) throw error.originalError ?? error;
      return code;
    });
    return { data: result.data as Answer['data'], codes };
  }

  /** One mutation with an input; gives its payload, or the codes of what stood in the way. */
  async mutate(
    name: string,
    input: object | undefined,
    fields = '',
  ): Promise<{ codes: unknown[] } & Record<string, unknown>> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const [head, call] = input ? [`($i: ${STAFF_USER.has(name) ? 'StaffUserInput' : type}!)`, '(input: $i)'] : ['', ''];
    const { data, codes } = await this.send(
      `mutation ${head} { ${name}${call} { ${fields} userErrors { code field } } }`,
      input ? { i: input } : {},
    );
    const payload = (data as Record<string, Record<string, unknown>> | null)?.[name];
    const refused = (payload?.['userErrors'] ?? []) as { code: string }[];
    return { ...payload, codes: [...codes, ...refused.map(({ code }) => code)] };
  }

  signIn(email: string, password: string) {
    return this.mutate('signIn', { email, password }, 'codeRequired viewer { email }');
  }

  /** Shows once more that it is he, and so may do for five minutes what asks for that. */
  confirm(password: string) {
    return this.mutate('confirmPassword', { password });
  }

  async whoAmI(): Promise<unknown> {
    return (await this.send('{ viewer { email } }')).data['viewer']?.['email'] ?? null;
  }
}

const STAFF_USER = new Set([
  'sendInvitationAgain',
  'withdrawInvitation',
  'disableStaff',
  'enableStaff',
  'removeSecondFactor',
]);

/** Mails to this address that have not left yet, the newest first, with the secret of their link. */
export async function mailsTo(product: TestProduct, address: string) {
  const found = await rows<{
    id: string;
    kind: string;
    text: string;
    to_sealed: Buffer | null;
    link_sealed: Buffer | null;
  }>(
    product.workAs().em,
    sql`select id, kind, text, to_sealed, link_sealed from outgoing_mail where to_sealed is not null order by id desc`,
  );
  const open = (id: string, column: string, sealed: Buffer | null) =>
    sealed === null ? undefined : product.secrets.open(sealed, { table: 'outgoing_mail', row: id, column });
  return found
    .map(({ id, kind, text, to_sealed, link_sealed }) => ({
      to: open(id, 'to_sealed', to_sealed),
      kind,
      text,
      token: open(id, 'link_sealed', link_sealed),
    }))
    .filter(({ to }) => to === address);
}
