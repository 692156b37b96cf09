import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { rowId, toGlobalId, withUserErrors } from '../../platform/graphql/index.ts';
import { isHeldToUnits, scopeOf, type RequestContext, type Work } from '../permissions/index.ts';
import { ImportRunSchema, type ImportRun } from './import-run.entity.ts';
import {
  ImportRunType,
  PreviewImportInput,
  PreviewImportPayload,
  StartImportInput,
  StartImportPayload,
} from './import.type.ts';
import { previewImport } from './preview-import.ts';
import { startImport } from './run-import.ts';
import { openUpload } from './uploads.ts';

/** Where uploads wait, and how the rest of an import is carried on after the answer. */
export interface ImportPlace {
  readonly uploadsDir: string;
  readonly inBackground: (rest: () => Promise<void>) => void;
}

declare module '../permissions/index.ts' {
  interface RequestContext {
    readonly imports: ImportPlace;
  }
}

const SHOWN_RUNS = 50;

@Resolver(() => ImportRunType)
export class ImportResolver {
  @Query(() => [ImportRunType], { description: 'The last fifty imports of your agencies, the newest first.' })
  async importRuns(@Ctx() { work }: RequestContext): Promise<ImportRun[]> {
    // An import is of a whole agency, and counts people whom somebody who is held to units may not know of.
    if (isHeldToUnits(work.actor)) return [];
    return work.em.find(ImportRunSchema, scopeOf(work.actor, { units: false }), {
      orderBy: { startedAt: 'desc' },
      limit: SHOWN_RUNS,
    });
  }

  @Mutation(() => PreviewImportPayload, { description: 'Says what an import would do; writes nothing.' })
  previewImport(
    @Arg('input', () => PreviewImportInput, { description: 'Which file.' }) input: PreviewImportInput,
    @Ctx() { work, imports }: RequestContext,
  ): Promise<PreviewImportPayload> {
    return withUserErrors(async () => {
      const agencyId = rowId('Agency', input.agencyId, 'agencyId');
      const source = await openUpload(work, rowId('Upload', input.uploadId, 'uploadId'), imports.uploadsDir);
      return { preview: { ...(await previewImport(work, { agencyId, source })), uploadId: input.uploadId } };
    });
  }

  @Mutation(() => StartImportPayload, { description: 'Starts an import, which goes on by itself.' })
  startImport(
    @Arg('input', () => StartImportInput, { description: 'Which file.' }) input: StartImportInput,
    @Ctx() { work, imports }: RequestContext,
  ): Promise<StartImportPayload> {
    return withUserErrors(async () => ({
      importRun: await startImport(
        { ...work, em: work.em.fork() },
        {
          agencyId: rowId('Agency', input.agencyId, 'agencyId'),
          uploadId: rowId('Upload', input.uploadId, 'uploadId'),
          dir: imports.uploadsDir,
          skipBad: input.skipBad,
        },
        imports.inBackground,
      ),
    }));
  }

  @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
  id(@Root() run: ImportRun): string {
    return toGlobalId('ImportRun', run.id);
  }
}

export async function loadImportRun(work: Work, id: string): Promise<ImportRun | null> {
  if (isHeldToUnits(work.actor)) return null;
  return work.em.findOne(ImportRunSchema, { id, ...scopeOf(work.actor, { units: false }) });
}
