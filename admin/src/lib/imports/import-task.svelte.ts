import type { Client } from '@urql/svelte';
import { failureText } from '#lib/graphql/failure-text.ts';
import { run } from '#lib/graphql/run.ts';
import { userErrorText } from '#lib/graphql/user-error-text.ts';
import type { UserError } from '#lib/graphql/user-errors.ts';
import { type Preview, PreviewImport, StartImport } from './imports.graphql.ts';
import { upload } from './upload.ts';

const firstText = ([first]: readonly UserError[]) => first && userErrorText(first);

/** One file on its way in: chosen, looked at, started. */
export class ImportTask {
  agencyId = $state('');
  file = $state.raw<File>();
  preview = $state.raw<Preview>();
  problem = $state<string>();
  busy = $state(false);
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /** Reads the file without keeping anything of it. */
  async look(): Promise<void> {
    if (!this.file || this.busy) return;
    this.busy = true;
    this.problem = undefined;
    const sent = await upload(this.file);
    if ('problem' in sent) this.problem = sent.problem;
    else await this.#readPreview(sent.uploadId);
    this.busy = false;
  }

  async #readPreview(uploadId: string): Promise<void> {
    const input = { uploadId, agencyId: this.agencyId };
    const { data, failure } = await run(this.#client, PreviewImport, { input });
    this.preview = data?.previewImport.preview ?? undefined;
    this.problem = failure ? failureText(failure) : firstText(data.previewImport.userErrors);
  }

  /** @returns whether it has started. */
  async start(skipBad: boolean): Promise<boolean> {
    if (!this.preview || this.busy) return false;
    this.busy = true;
    const input = { uploadId: this.preview.uploadId, agencyId: this.agencyId, skipBad };
    const { data, failure } = await run(this.#client, StartImport, { input });
    this.busy = false;
    this.problem = failure ? failureText(failure) : firstText(data.startImport.userErrors);
    if (this.problem !== undefined) return false;
    this.reset();
    return true;
  }

  reset(): void {
    this.file = undefined;
    this.preview = undefined;
    this.problem = undefined;
  }
}
