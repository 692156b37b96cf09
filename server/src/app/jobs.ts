import { forgetExpired } from '../modules/accounts/index.ts';
import { removeQueuedFiles } from '../modules/documents/index.ts';
import { removeStaleUploads } from '../modules/imports/index.ts';
import { sendQueuedMail } from '../modules/outgoing-mail/index.ts';
import type { SystemActor } from '../modules/permissions/index.ts';
import { defineJob, type JobDefinition } from '../platform/jobs/index.ts';
import type { Logger } from '../platform/logger.ts';
import type { Post } from '../platform/mail/index.ts';
import { dailySweep } from './daily-sweep.ts';
import type { Core } from './product.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Everything that comes round by itself. Each looks in its own tables whether there is anything to do. */
export function jobsOf({
  core,
  post,
  linkBase,
  logger,
}: {
  core: Core;
  post: Post;
  linkBase: string;
  logger: Logger;
}): JobDefinition[] {
  const actor = (name: string): SystemActor => ({ kind: 'system', name });
  return [
    defineJob({
      name: 'retention.sweep',
      everyMs: MINUTE,
      run: async ({ keepAlive }) => {
        const counts = await dailySweep(core.workAs(actor('retention.sweep')), keepAlive);
        if (counts) logger.info(counts, 'the daily sweep is done');
      },
    }),
    defineJob({
      name: 'mail.send',
      everyMs: 5 * SECOND,
      run: async ({ keepAlive }) => {
        await sendQueuedMail(core.workAs(actor('mail.send')), post, linkBase, keepAlive);
      },
    }),
    defineJob({
      name: 'files.remove',
      everyMs: 5 * SECOND,
      run: async () => {
        await removeQueuedFiles(core.workAs(actor('files.remove')), core.store);
      },
    }),
    defineJob({
      name: 'leftovers.clean',
      everyMs: HOUR,
      run: async () => {
        const work = core.workAs(actor('leftovers.clean'));
        await removeStaleUploads(work, core.uploadsDir);
        await forgetExpired(work);
      },
    }),
  ];
}
