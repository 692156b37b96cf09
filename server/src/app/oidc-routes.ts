import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  finishProviderSignIn,
  JOURNEY_COOKIE,
  JOURNEY_MINUTES,
  ownSession,
  setPendingCookie,
  startProviderSignIn,
} from '../modules/accounts/index.ts';
import type { RequestContext } from '../modules/permissions/index.ts';
import { DomainError } from '../platform/errors.ts';
import { rowId } from '../platform/graphql/index.ts';
import type { ContextOf } from './http.ts';

const CALLBACK = '/auth/oidc/callback';
const HOME = '/admin';
const LOGIN = '/admin/login';
/** The cookie comes along when the provider sends somebody back, and on no other way. */
const COOKIE = { maxAgeSeconds: JOURNEY_MINUTES * 60, sameSite: 'lax' } as const;

/** The two pages by which staff go to their agency's own login and come back. Neither shows anything itself. */
export function oidcRoutes({
  contextOf,
  origin,
}: {
  contextOf: ContextOf;
  origin: (request: FastifyRequest) => string;
}) {
  return (app: FastifyInstance, _options: object, done: () => void) => {
    const optionsOf = (request: FastifyRequest, { providerReach }: RequestContext) => ({
      redirectUri: `${origin(request)}${CALLBACK}`,
      reach: providerReach,
    });

    app.get<{ Querystring: { agency?: string; next?: string; confirm?: string } }>(
      '/auth/oidc/start',
      async (request, reply) => {
        const { agency, next, confirm } = request.query;
        return sendingOn(reply, async () => {
          const context = await contextOf(request, reply);
          await context.signInThrottle.countVisit(context.address);
          const own = context.work.actor.kind === 'staff' ? await ownSession(context) : undefined;
          if (confirm !== undefined && !own) throw new DomainError('UNAUTHENTICATED', 'Sign in first.');
          const session = own?.id ?? null;
          const journey = {
            agencyId: rowId('Agency', String(agency)),
            next: ownPage(next),
            ...(confirm === undefined ? { confirms: null, replaces: session } : { confirms: session, replaces: null }),
          };
          const { redirectTo, cookie } = await startProviderSignIn(context.work, optionsOf(request, context), journey);
          context.cookies.set(JOURNEY_COOKIE, cookie, COOKIE);
          return redirectTo;
        });
      },
    );

    app.get(CALLBACK, async (request, reply) =>
      sendingOn(reply, async () => {
        const context = await contextOf(request, reply);
        const cookie = context.cookies.get(JOURNEY_COOKIE);
        context.cookies.clear(JOURNEY_COOKIE);
        const outcome = await finishProviderSignIn(context.work, optionsOf(request, context), {
          currentUrl: new URL(request.url, origin(request)),
          cookie,
          userAgent: context.userAgent,
          address: context.address,
          throttle: context.signInThrottle,
        });
        if ('pending' in outcome) {
          setPendingCookie(context, outcome.pending);
          return `${LOGIN}?step=code&next=${encodeURIComponent(outcome.next)}`;
        }
        const { token, expiresAt } = 'confirmed' in outcome ? outcome.confirmed : outcome.session;
        context.session.start(token, expiresAt);
        return outcome.next;
      }),
    );
    done();
  };
}

/** Only a page of the staff's app: anything else could lead to a stranger's site. */
function ownPage(next: string | undefined): string {
  const fits = typeof next === 'string' && /^\/admin(\/|$)/.test(next) && !/[\\\s]|\/\//.test(next);
  return fits ? next : HOME;
}

/** A refusal is shown by the login page, by its code alone. */
async function sendingOn(reply: FastifyReply, journey: () => Promise<string>): Promise<FastifyReply> {
  reply.header('cache-control', 'no-store');
  try {
    return await reply.redirect(await journey(), 303);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return reply.redirect(`${LOGIN}?refused=${error.code}`, 303);
  }
}
