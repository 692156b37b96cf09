import { m } from '#messages';

/** Sends the file as it is; the answer is the name by which the API then knows it. */
export async function upload(file: File): Promise<{ uploadId: string } | { problem: string }> {
  try {
    const response = await fetch('/uploads', {
      method: 'POST',
      body: file,
      credentials: 'same-origin',
      // A form on another site can't send this header, so it can't upload in somebody's name.
      headers: { 'x-wisbaar-upload': '1', 'content-type': file.type || 'text/csv' },
    });
    if (response.status === 413) return { problem: m.upload_too_large() };
    if (response.status === 401 || response.status === 403) return { problem: m.failure_forbidden() };
    if (!response.ok) return { problem: m.upload_failed() };
    const { uploadId } = (await response.json()) as { uploadId: string };
    return { uploadId };
  } catch {
    return { problem: m.failure_network() };
  }
}
