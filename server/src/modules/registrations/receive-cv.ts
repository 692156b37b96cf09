import { outsideRowScope } from '../../platform/database/index.ts';
import { randomUUID } from 'node:crypto';
import type { Work } from '../permissions/index.ts';
import { cvExtension } from './cv-file.ts';
import { SentCvSchema } from './sent-cv.entity.ts';

/**
 * Keeps a CV until the form comes that it belongs to, sealed, for an hour at most.
 * @returns its id, which nobody can guess.
 * @throws DomainError BAD_USER_INPUT when it is no CV (S15)
 */
export async function receiveCv(work: Work, bytes: Buffer): Promise<string> {
  const extension = cvExtension(bytes);
  const id = randomUUID();
  const sealed = work.secrets.seal(bytes.toString('base64'), { table: 'sent_cv', row: id, column: 'sealed' });
  await outsideRowScope(() => work.em.fork().insert(SentCvSchema, { id, extension, sealed, sentAt: work.clock.now() }));
  return id;
}
