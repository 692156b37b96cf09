import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { rowId, toGlobalId, withUserErrors } from '../../platform/graphql/index.ts';
import { LabelType, loadLabel, type Label } from '../organisation/index.ts';
import type { RequestContext, Work } from '../permissions/index.ts';
import { PrivacyStatementSchema, type PrivacyStatement } from './privacy-statement.entity.ts';
import {
  DifferencePartType,
  PrivacyStatementPayload,
  PrivacyStatementType,
  PutStatementLiveInput,
  SaveStatementDraftInput,
  StatementPreviewInput,
  StatementPreviewType,
} from './privacy-statement.type.ts';
import { putStatementLive } from './put-statement-live.ts';
import { saveStatementDraft } from './save-statement-draft.ts';
import { statementDifference, type DifferencePart } from './statement-difference.ts';
import { previewStatement } from './preview-statement.ts';

@Resolver(() => PrivacyStatementType)
export class PrivacyStatementResolver {
  @Query(() => StatementPreviewType, { description: 'A text as people would read it. Nothing is saved.' })
  statementPreview(
    @Arg('input', () => StatementPreviewInput, { description: 'The text.' }) input: StatementPreviewInput,
    @Ctx() { work }: RequestContext,
  ): Promise<StatementPreviewType> {
    const { language, body } = input;
    return previewStatement(work, { labelId: rowId('Label', input.labelId, 'labelId'), language, body });
  }

  @Query(() => [DifferencePartType], { description: 'What changed from one version of a statement to another.' })
  statementDifference(
    @Arg('from', () => ID, { description: 'The earlier version.' }) from: string,
    @Arg('to', () => ID, { description: 'The later version.' }) to: string,
    @Ctx() { work }: RequestContext,
  ): Promise<DifferencePart[]> {
    return statementDifference(work, rowId('PrivacyStatement', from), rowId('PrivacyStatement', to));
  }

  @Mutation(() => PrivacyStatementPayload, { description: 'Saves the draft of a label’s statement, or begins one.' })
  saveStatementDraft(
    @Arg('input', () => SaveStatementDraftInput, { description: 'The draft.' }) input: SaveStatementDraftInput,
    @Ctx() { work }: RequestContext,
  ): Promise<PrivacyStatementPayload> {
    return withUserErrors(async () =>
      withLabel(
        work,
        await saveStatementDraft(work, {
          labelId: rowId('Label', input.labelId, 'labelId'),
          language: input.language,
          body: input.body,
          revision: input.revision ?? null,
        }),
      ),
    );
  }

  @Mutation(() => PrivacyStatementPayload, {
    description: 'Puts a draft live (H13): people read it from now on, and it never changes.',
  })
  putStatementLive(
    @Arg('input', () => PutStatementLiveInput, { description: 'Which draft.' }) input: PutStatementLiveInput,
    @Ctx() { work }: RequestContext,
  ): Promise<PrivacyStatementPayload> {
    return withUserErrors(async () =>
      withLabel(
        work,
        await putStatementLive(work, {
          statementId: rowId('PrivacyStatement', input.statementId, 'statementId'),
          revision: input.revision,
        }),
      ),
    );
  }

  @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
  id(@Root() statement: PrivacyStatement): string {
    return toGlobalId('PrivacyStatement', statement.id);
  }
}

async function withLabel(work: Work, statement: PrivacyStatement) {
  return { statement, label: await loadLabel(work, statement.labelId) };
}

@Resolver(() => LabelType)
export class LabelStatementsResolver {
  @FieldResolver(() => [PrivacyStatementType], {
    nullable: true,
    description: 'All versions of its privacy statement, in every language, the newest first.',
  })
  async statements(@Root() label: Label, @Ctx() { work, loader }: RequestContext): Promise<PrivacyStatement[]> {
    return (await loader('statementsOfLabel', (ids) => versionsOf(work, ids)).load(label.id)) ?? [];
  }
}

async function versionsOf({ em }: Work, labelIds: readonly string[]): Promise<Map<string, PrivacyStatement[]>> {
  const found = await em.find(
    PrivacyStatementSchema,
    { labelId: { $in: [...labelIds] } },
    { orderBy: { language: 'desc', version: 'desc' } },
  );
  return Map.groupBy(found, (one) => one.labelId);
}

export async function loadStatement(work: Work, id: string): Promise<PrivacyStatement | null> {
  const statement = await work.em.findOne(PrivacyStatementSchema, { id });
  return statement && (await loadLabel(work, statement.labelId)) ? statement : null;
}
