import { badInput } from '../../platform/errors.ts';
import { fileKindOf, mimeTypeOf, type FileKind } from '../documents/index.ts';

/** Bytes. */
export const CV_LIMIT = 5 * 1024 * 1024;
const KINDS = ['pdf', 'docx'] as const satisfies readonly FileKind[];
export type CvExtension = (typeof KINDS)[number];
export const cvMediaType = (extension: string): string => mimeTypeOf(extension as CvExtension);

/**
 * What kind of CV this is, by its own bytes (S15).
 * @throws DomainError BAD_USER_INPUT when it is no PDF and no Word document, or one that unpacks to far too much.
 */
export function cvExtension(bytes: Buffer): CvExtension {
  if (bytes.length === 0 || bytes.length > CV_LIMIT) throw badInput('cv', 'Send a file of at most 5 MB.');
  const found = fileKindOf(bytes, 'cv');
  const kind = KINDS.find((one) => one === found);
  if (!kind) throw badInput('cv', 'Send a PDF or a Word document (.docx).');
  return kind;
}
