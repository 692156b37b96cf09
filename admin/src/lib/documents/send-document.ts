import { m } from '#messages';
import { userErrorText } from '#lib/graphql/user-error-text.ts';

/** Bytes that the server takes at most. */
export const DOCUMENT_LIMIT = 10 * 1024 * 1024;
export const ACCEPTED = '.pdf,.docx,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png';

interface Refusal {
  errors?: { message: string; extensions?: { code?: string; field?: string[] } }[];
}

/**
 * Sends a file as it is, as a new document of a type or as the next version of one.
 * @returns why it was not taken; undefined when it was.
 */
export async function sendDocument(
  file: File,
  where: { candidate: string } & ({ type: string } | { replaces: string }),
): Promise<string | undefined> {
  let response: Response;
  try {
    response = await fetch(`/documents?${new URLSearchParams(where).toString()}`, {
      method: 'POST',
      body: file,
      credentials: 'same-origin',
      headers: {
        // A form on another site can't send this header, so it can't send a file in somebody's name.
        'x-wisbaar-upload': '1',
        'x-file-name': encodeURIComponent(file.name),
        'content-type': 'application/octet-stream',
      },
    });
  } catch {
    return m.failure_network();
  }
  if (response.ok) return undefined;
  if (response.status === 413) return m.document_too_large();
  return refusalText((await response.json().catch(() => ({}))) as Refusal);
}

function refusalText({ errors = [] }: Refusal): string {
  const { message = '', extensions = {} } = errors[0] ?? {};
  const { code = '', field = [] } = extensions;
  if (code === 'FORBIDDEN' || code === 'UNAUTHENTICATED') return m.failure_forbidden();
  if (code === 'FILES_UNAVAILABLE') return m.document_store_away();
  if (code === 'BAD_USER_INPUT' && field[0] === 'fileName') return m.document_name_wrong();
  if (code === 'BAD_USER_INPUT' && field[0] === 'content') return m.document_kind_wrong();
  return code === '' ? m.upload_failed() : userErrorText({ code, field, message });
}
