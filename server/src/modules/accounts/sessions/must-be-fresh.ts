import { DomainError } from '../../../platform/errors.ts';
import type { RequestContext } from '../../permissions/index.ts';
import { type OwnSession, ownSession } from './session-of-token.ts';
import { FRESH_MINUTES, minutesAfter } from './session-times.ts';

/** Until when the owner of a session has shown that it is he; `null`: he has not. */
export const freshUntil = ({ confirmedAt }: Pick<OwnSession, 'confirmedAt'>): Date | null =>
  confirmedAt && minutesAfter(confirmedAt, FRESH_MINUTES);

/**
 * For what nobody may do from a browser that somebody else left open: its owner must have shown in the last five minutes
 * that it is he, by `confirmPassword` or by his agency’s own login. A session that has only just started has not: starting it may be long forgotten.
 * @throws DomainError REAUTHENTICATION_REQUIRED
 */
export async function mustBeFresh(context: Pick<RequestContext, 'work' | 'session'>): Promise<void> {
  const now = context.work.clock.now();
  const until = context.work.actor.kind === 'staff' ? freshUntil(await ownSession(context)) : null;
  if (until === null || until <= now)
    throw new DomainError(
      'REAUTHENTICATION_REQUIRED',
      'Show first that it is you: by your password, or by your agency’s own login.',
    );
}
