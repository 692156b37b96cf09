import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** What goes into a ZIP file: its bytes come when it is their turn, and no more of them than are at hand stand in memory. */
export interface ZipPart {
  readonly path: string;
  readonly bytes: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** Whether it can be made smaller; what is packed already can't. */
  readonly deflate: boolean;
}

/** Writes a ZIP file, part by part. @param at the date of all that is in it. */
export async function writeZip(target: string, parts: readonly ZipPart[], at: Date): Promise<void> {
  const file = createWriteStream(target, { mode: 0o600 });
  const failures: Error[] = [];
  const zip = new Zip((error, chunk, last) => {
    if (error) failures.push(error);
    else file.write(chunk);
    if (last) file.end();
  });
  const done = finished(file);
  // The disk may fail while a part is being waited for: it is heard at once, and thrown where the next one is written.
  done.catch((error: unknown) => failures.push(error as Error));
  const taken = async () => {
    if (failures[0]) throw failures[0];
    if (file.writableNeedDrain) await once(file, 'drain');
  };
  try {
    for (const { path, bytes, deflate } of parts) {
      const part = deflate ? new ZipDeflate(path, { level: 6 }) : new ZipPassThrough(path);
      part.mtime = at;
      zip.add(part);
      for await (const chunk of bytes()) {
        part.push(chunk);
        await taken();
      }
      part.push(new Uint8Array(), true);
      await taken();
    }
    zip.end();
  } catch (error) {
    file.destroy(error as Error);
    await done.catch(() => undefined);
    throw error;
  }
  await done;
}
