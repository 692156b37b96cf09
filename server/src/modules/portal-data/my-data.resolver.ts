import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { rowId, toGlobalId, withUserErrors } from '../../platform/graphql/index.ts';
import { dataSubjectOf, MeType, type Me } from '../contact-moments/index.ts';
import type { CandidateActor, RequestContext, Work } from '../permissions/index.ts';
import { askCorrection } from './ask-correction.ts';
import { signedInAs } from './my-account.ts';
import {
  AskMyCorrectionInput,
  MyDataGroupType,
  MyDataPayload,
  RemoveMyRecordInput,
  SaveMyRecordInput,
  UpdateMyDataInput,
} from './my-data.type.ts';
import { myData, type MyGroup } from './my-data.ts';
import { MyRequestPayload, MyRequestType } from './my-portal.type.ts';
import { openCorrection } from './my-portal.ts';
import { removeMyRecord } from './remove-my-record.ts';
import { saveMyRecord } from './save-my-record.ts';
import { updateMyData } from './update-my-data.ts';

/** What is held of who is signed in, and what he changes of it (C85–C87). */
@Resolver(() => MeType)
export class MyDataResolver {
  @FieldResolver(() => [MyDataGroupType], {
    nullable: true,
    description:
      'Everything that is held of you and that you may see (C85), by group; empty for who came by a mailed link, and once nothing is held any more.',
  })
  async data(@Root() me: Me, @Ctx() { work }: RequestContext): Promise<MyGroup[] | null> {
    const person = signedInAs(me);
    return person && published(await myData(work, person.candidateId));
  }

  @FieldResolver(() => MyRequestType, {
    nullable: true,
    description: 'The correction that you asked for, while it is open (B6).',
  })
  correction(@Root() me: Me, @Ctx() { work }: RequestContext): Promise<MyRequestType | null> | null {
    const person = signedInAs(me);
    return person && openCorrection(work, person);
  }

  @Mutation(() => MyDataPayload, {
    description: 'Changes what you may change of your own (C86). Nobody is mailed or told (C87).',
  })
  updateMyData(
    @Arg('input', () => UpdateMyDataInput, { description: 'What it becomes.' }) { fields }: UpdateMyDataInput,
    @Ctx() context: RequestContext,
  ): Promise<MyDataPayload> {
    return changing(context, (work, me) => updateMyData(work, me, fields));
  }

  @Mutation(() => MyDataPayload, { description: 'Adds or changes a record of yours, such as an education (C86).' })
  saveMyRecord(
    @Arg('input', () => SaveMyRecordInput, { description: 'The record.' }) { type, id, fields }: SaveMyRecordInput,
    @Ctx() context: RequestContext,
  ): Promise<MyDataPayload> {
    return changing(context, (work, me) =>
      saveMyRecord(work, me, { type, id: id == null ? null : rowId(type, id), fields }),
    );
  }

  @Mutation(() => MyDataPayload, { description: 'Removes a record of yours.' })
  removeMyRecord(
    @Arg('input', () => RemoveMyRecordInput, { description: 'Which one.' }) { type, id }: RemoveMyRecordInput,
    @Ctx() context: RequestContext,
  ): Promise<MyDataPayload> {
    return changing(context, (work, me) => removeMyRecord(work, me, { type, id: rowId(type, id) }));
  }

  @Mutation(() => MyRequestPayload, {
    description: 'Asks for a correction of what you can’t change yourself (B6); one is open at a time.',
  })
  askMyCorrection(
    @Arg('input', () => AskMyCorrectionInput, { description: 'What is wrong.' }) { text }: AskMyCorrectionInput,
    @Ctx() context: RequestContext,
  ): Promise<MyRequestPayload> {
    return withUserErrors(async () => {
      const me = await dataSubjectOf(context, null);
      await askCorrection(context.work, me, text);
      return { correction: await openCorrection(context.work, me) };
    });
  }
}

function changing(
  context: RequestContext,
  change: (work: Work, me: CandidateActor) => Promise<void>,
): Promise<MyDataPayload> {
  return withUserErrors(async () => {
    const me = await dataSubjectOf(context, null);
    await change(context.work, me);
    return { data: published(await myData(context.work, me.candidateId)) };
  });
}

const published = (groups: MyGroup[]): MyGroup[] =>
  groups.map((group) => ({
    ...group,
    records: group.records.map((record) => ({ ...record, id: toGlobalId(record.type, record.id) })),
  }));
