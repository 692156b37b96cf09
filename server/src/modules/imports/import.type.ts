import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar, NodeType, UserErrorType } from '../../platform/graphql/index.ts';
import { publishEnum } from '../personal-data/index.ts';
import { IMPORT_STATES } from './import-run.entity.ts';

const StateEnum = publishEnum('ImportState', IMPORT_STATES, 'Where an import stands.', {
  RUNNING: 'Under way.',
  DONE: 'Finished.',
  FAILED: 'Nothing was kept.',
});

@ObjectType('ImportProblem', {
  description: 'Why a row was refused: where, and what is wrong, never what stands there.',
})
export class ImportProblemType {
  @Field(() => Int, { description: 'Line in the file on which the row starts; the headings are line 1.' })
  readonly line!: number;
  @Field(() => String, { nullable: true, description: 'Heading of the column.' })
  readonly column!: string | null;
  @Field(() => String, { description: 'Stable code.' })
  readonly code!: string;
  @Field(() => String, { description: 'The reason, in English.' })
  readonly message!: string;
}

@ObjectType('ImportColumn', { description: 'A column of the file and the field that it fills.' })
export class ImportColumnType {
  @Field(() => String, { description: 'Its heading.' })
  readonly heading!: string;
  @Field(() => String, {
    nullable: true,
    description: 'The field, as Type.field; empty when the column is passed over.',
  })
  readonly field!: string | null;
  @Field(() => String, { nullable: true, description: 'What the field is called in Dutch.' })
  readonly labelNl!: string | null;
  @Field(() => String, { nullable: true, description: 'What the field is called in English.' })
  readonly labelEn!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Why it is passed over: UNKNOWN heading, or a field that is FORBIDDEN for your role.',
  })
  readonly ignored!: string | null;
}

@ObjectType('ImportPreview', { description: 'What an import would do. Nothing has been written.' })
export class ImportPreviewType {
  @Field(() => ID, { description: 'The file.' })
  readonly uploadId!: string;
  @Field(() => String, { description: 'How its text is written: UTF-8, Windows-1252, and so on.' })
  readonly encoding!: string;
  @Field(() => String, { description: 'What stands between its columns.' })
  readonly delimiter!: string;
  @Field(() => Int, { description: 'Rows below the headings.' })
  readonly rows!: number;
  @Field(() => [ImportColumnType], { description: 'Its columns, in their order.' })
  readonly columns!: ImportColumnType[];
  @Field(() => [ImportProblemType], { description: 'The first hundred problems.' })
  readonly problems!: ImportProblemType[];
  @Field(() => Int, { description: 'All problems.' })
  readonly problemCount!: number;
  @Field(() => Int, { description: 'Rows with a problem.' })
  readonly badRows!: number;
  @Field(() => Boolean, { description: 'Whether the file as a whole can’t be imported.' })
  readonly unfit!: boolean;
  @Field(() => Int, { nullable: true, description: 'Candidates who would be added.' })
  readonly newCandidates!: number;
  @Field(() => Int, { nullable: true, description: 'Candidates who are there already; they are not changed.' })
  readonly existingCandidates!: number;
  @Field(() => Int, { nullable: true, description: 'Applications that would be added.' })
  readonly newApplications!: number;
  @Field(() => Int, { nullable: true, description: 'Work experiences that would be added.' })
  readonly newWorkExperiences!: number;
  @Field(() => Int, { nullable: true, description: 'Consents that would be added.' })
  readonly newConsents!: number;
}

@ObjectType('ImportRun', { implements: NodeType, description: 'One import of a file.' })
export class ImportRunType extends NodeType {
  @Field(() => StateEnum, { description: 'Where it stands.' })
  readonly state!: string;
  @Field(() => Int, { description: 'Rows done.' })
  readonly rowsDone!: number;
  @Field(() => Int, { description: 'Rows in the file.' })
  readonly rowsTotal!: number;
  @Field(() => Int, { nullable: true, description: 'Candidates added.' })
  readonly candidatesAdded!: number;
  @Field(() => Int, { nullable: true, description: 'Applications added.' })
  readonly applicationsAdded!: number;
  @Field(() => Int, { nullable: true, description: 'Work experiences added.' })
  readonly workExperiencesAdded!: number;
  @Field(() => Int, { nullable: true, description: 'Consents added.' })
  readonly consentsAdded!: number;
  @Field(() => Int, { description: 'Bad rows that were skipped, or that stood in the way.' })
  readonly skipped!: number;
  @Field(() => [ImportProblemType], { description: 'The first hundred problems.' })
  readonly problems!: ImportProblemType[];
  @Field(() => DateTimeScalar, { description: 'When it started.' })
  readonly startedAt!: Date;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended.' })
  readonly finishedAt!: Date | null;
}

@InputType('PreviewImportInput', { description: 'Which file, for which agency.' })
export class PreviewImportInput {
  @Field(() => ID, { description: 'What POST /uploads answered.' })
  uploadId!: string;
  @Field(() => ID, { description: 'The agency that the candidates come to.' })
  agencyId!: string;
}

@ObjectType('PreviewImportPayload', { description: 'The preview, or why there is none.' })
export class PreviewImportPayload {
  @Field(() => ImportPreviewType, { nullable: true, description: 'What the import would do.' })
  preview?: ImportPreviewType;
  @Field(() => [UserErrorType], { description: 'Why there is none; empty when there is.' })
  userErrors!: UserErrorType[];
}

@InputType('StartImportInput', { description: 'Which file, for which agency, and what to do with bad rows.' })
export class StartImportInput {
  @Field(() => ID, { description: 'What POST /uploads answered; used up by the import.' })
  uploadId!: string;
  @Field(() => ID, { description: 'The agency that the candidates come to.' })
  agencyId!: string;
  @Field(() => Boolean, { description: 'Whether good rows are kept when there are bad ones; else nothing is.' })
  skipBad!: boolean;
}

@ObjectType('StartImportPayload', { description: 'The import that has started, or why none has.' })
export class StartImportPayload {
  @Field(() => ImportRunType, { nullable: true, description: 'The import; ask for it by its id to see how far it is.' })
  importRun?: object;
  @Field(() => [UserErrorType], { description: 'Why none has; empty when one has.' })
  userErrors!: UserErrorType[];
}
