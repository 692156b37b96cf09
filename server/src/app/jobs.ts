import {
  carryOutOpenRuns,
  cleanUpErased,
  forgetErasedIdentities,
  settleLedger,
} from '../modules/anonymisation/index.ts';
import { carryOutPasswordResets, forgetExpired, type CarriedOutResets } from '../modules/accounts/index.ts';
import { carryOutPortalPasswordResets, forgetExpiredOfPortal, noteWarned } from '../modules/portal-accounts/index.ts';
import { forgetSpentPoints, tellUses } from '../modules/api-clients/index.ts';
import { checkTrailDaily, noteHead, type AnchorOutcome } from '../modules/audit/index.ts';
import { removeQueuedFiles } from '../modules/documents/index.ts';
import { carryOutCleanUps, deliverHandOvers } from '../modules/hand-over/index.ts';
import { removeStaleUploads } from '../modules/imports/index.ts';
import { tellOfVacancies } from '../modules/job-alerts/index.ts';
import { sendQueuedMail, type MailLinks } from '../modules/outgoing-mail/index.ts';
import { noteTold } from '../modules/recipients/index.ts';
import { forgetUnconfirmed, storeSentCvs } from '../modules/registrations/index.ts';
import { makeExports, removeExpiredExports } from '../modules/portal-data/index.ts';
import type { SystemActor, Work } from '../modules/permissions/index.ts';
import { localHour } from '../platform/clock.ts';
import { defineJob, type JobDefinition } from '../platform/jobs/index.ts';
import type { Logger } from '../platform/logger.ts';
import type { NetworkReach } from '../platform/network-reach.ts';
import type { Post } from '../platform/mail/index.ts';
import { dailySweep } from './daily-sweep.ts';
import type { Core } from './product.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Hours of the day in Amsterdam in which hardly anybody is at work. */
const NIGHT = [2, 3, 4];

/** Everything that comes round by itself. Each looks in its own tables whether there is anything to do. */
export function jobsOf({
  core,
  post,
  links,
  backOfficeReach,
  logger,
}: {
  core: Core;
  post: Post;
  links: MailLinks;
  backOfficeReach: NetworkReach;
  logger: Logger;
}): JobDefinition[] {
  const actor = (name: string): SystemActor => ({ kind: 'system', name });
  /** Said once, not every five seconds. */
  let lastOutcome: AnchorOutcome | undefined;
  const passwordResets = (name: string, carryOut: (work: Work) => Promise<CarriedOutResets>) =>
    defineJob({
      name,
      everyMs: 5 * SECOND,
      run: async () => {
        const { unreadable } = await carryOut(core.workAs(actor(name)));
        if (unreadable > 0) logger.error({ unreadable }, 'requests for a new password did not open, and were dropped');
      },
    });
  return [
    defineJob({
      name: 'retention.sweep',
      everyMs: MINUTE,
      run: async ({ keepAlive, signal }) => {
        const counts = await dailySweep(core.workAs(actor('retention.sweep')), { onBatch: keepAlive, signal });
        if (counts) logger.info(counts, 'the daily sweep is done');
      },
    }),
    defineJob({
      name: 'retention.erase',
      everyMs: 5 * SECOND,
      run: async ({ keepAlive, signal }) => {
        await carryOutOpenRuns(core.workAs(actor('retention.erase')), { onBatch: keepAlive, signal });
      },
    }),
    defineJob({
      name: 'ledger.settle',
      everyMs: 5 * SECOND,
      run: async () => {
        const lost = await settleLedger(core.workAs(actor('ledger.settle')));
        if (lost.length > 0)
          logger.error(
            { entries: lost.length },
            'the database lacks erasures that the ledger holds: start the product anew',
          );
      },
    }),
    defineJob({
      name: 'retention.clean-up',
      everyMs: HOUR,
      run: async ({ keepAlive }) => {
        const work = core.workAs(actor('retention.clean-up'));
        // Tables can't be read while they are written anew.
        if (!NIGHT.includes(localHour(work.clock.now()))) return;
        const { cleaned, busy } = await cleanUpErased(work, core.databaseUrl, keepAlive);
        if (cleaned.length + busy.length > 0) logger.info({ cleaned, busy }, 'tables were written anew after erasures');
      },
    }),
    defineJob({
      name: 'mail.send',
      everyMs: 5 * SECOND,
      run: async ({ keepAlive, signal }) => {
        await sendQueuedMail(core.workAs(actor('mail.send')), post, links, {
          ...{ onMail: keepAlive, signal },
          onLetterSettled: async (work, letter) => {
            await noteTold(work, letter);
            await noteWarned(work, letter);
          },
        });
      },
    }),
    defineJob({
      name: 'job-alerts.tell',
      everyMs: MINUTE,
      run: async ({ keepAlive, signal }) => {
        const told = await tellOfVacancies(core.workAs(actor('job-alerts.tell')), { onBatch: keepAlive, signal });
        if (told) logger.info({ ...told }, 'job alerts were told of new vacancies');
      },
    }),
    defineJob({
      name: 'hand-over.deliver',
      everyMs: 5 * SECOND,
      run: async ({ keepAlive, signal }) => {
        await deliverHandOvers(core.workAs(actor('hand-over.deliver')), backOfficeReach, {
          onMessage: keepAlive,
          signal,
        });
      },
    }),
    defineJob({
      name: 'hand-over.clean-up',
      everyMs: 5 * SECOND,
      run: async () => {
        await carryOutCleanUps(core.workAs(actor('hand-over.clean-up')));
      },
    }),
    passwordResets('accounts.password-resets', carryOutPasswordResets),
    passwordResets('portal.password-resets', carryOutPortalPasswordResets),
    defineJob({
      name: 'files.remove',
      everyMs: 5 * SECOND,
      run: async ({ signal }) => {
        await removeQueuedFiles(core.workAs(actor('files.remove')), core.store, { signal });
      },
    }),
    defineJob({
      name: 'registrations.store-cvs',
      everyMs: 5 * SECOND,
      run: async () => {
        await storeSentCvs(core.workAs(actor('registrations.store-cvs')), core.store);
      },
    }),
    defineJob({
      name: 'portal.make-exports',
      everyMs: 5 * SECOND,
      run: async ({ keepAlive, signal }) => {
        const place = { store: core.store, dir: core.exportsDir };
        await makeExports(core.workAs(actor('portal.make-exports')), place, { onEach: keepAlive, signal });
      },
    }),
    defineJob({
      name: 'audit.note-head',
      everyMs: 5 * SECOND,
      run: async () => {
        const outcome = await noteHead(core.workAs(actor('audit.note-head')), core.store);
        if (outcome !== lastOutcome && !['NOTED', 'UNCHANGED'].includes(outcome))
          logger.error({ outcome }, 'the audit trail is not the one whose head was noted: run "verify audit"');
        lastOutcome = outcome;
      },
    }),
    defineJob({
      name: 'audit.verify',
      everyMs: HOUR,
      run: async ({ keepAlive }) => {
        const found = await checkTrailDaily(core.workAs(actor('audit.verify')), core.store, keepAlive);
        // In the log its head stands in yet another place, out of reach of whoever holds this machine.
        if (found?.problem) logger.error({ ...found }, 'the audit trail is not whole');
        else if (found) logger.info({ entries: found.entries, head: found.head }, 'the audit trail is whole');
      },
    }),
    defineJob({
      name: 'api-keys.tell-uses',
      everyMs: 5 * MINUTE,
      run: async () => {
        await tellUses(core.workAs(actor('api-keys.tell-uses')));
      },
    }),
    defineJob({
      name: 'leftovers.clean',
      everyMs: HOUR,
      run: async () => {
        const work = core.workAs(actor('leftovers.clean'));
        await removeStaleUploads(work, core.uploadsDir);
        await forgetExpired(work);
        await forgetExpiredOfPortal(work);
        await forgetErasedIdentities(work);
        await forgetUnconfirmed(work);
        await forgetSpentPoints(work);
        await removeExpiredExports(work);
      },
    }),
  ];
}
