import type { Failure } from '../api';

/** Why there is no file: the password must be given once more, or something went wrong. */
export type NoFile = Failure | { kind: 'password' } | { kind: 'gone' };

/** Fetches a file of one's own and hands it to the browser to keep. @returns why not, if so. */
export async function keepFile(address: string, init: Omit<RequestInit, 'headers'> = {}): Promise<NoFile | undefined> {
  let response: Response;
  try {
    response = await fetch(address, { ...init, headers: { 'x-wisbaar-portal': '1' } });
  } catch {
    return { kind: 'offline' };
  }
  if (!response.ok) return whyNot(response);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = nameOf(response.headers.get('content-disposition') ?? '');
  link.click();
  URL.revokeObjectURL(link.href);
  return undefined;
}

async function whyNot(response: Response): Promise<NoFile> {
  if (response.status === 429) return { kind: 'busy' };
  if (response.status === 404) return { kind: 'gone' };
  const body = (await response.json().catch(() => null)) as { errors?: { extensions: { code: string } }[] } | null;
  return { kind: body?.errors?.[0]?.extensions.code === 'REAUTHENTICATION_REQUIRED' ? 'password' : 'broken' };
}

function nameOf(disposition: string): string {
  const coded = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1];
  return coded ? decodeURIComponent(coded) : (/filename="([^"]+)"/.exec(disposition)?.[1] ?? 'file');
}
