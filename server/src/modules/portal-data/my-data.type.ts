import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { UserErrorType } from '../../platform/graphql/index.ts';
import { FIELD_GROUPS, VALUE_TYPES } from '../personal-data/index.ts';

const KindEnum = Object.fromEntries(Object.keys(VALUE_TYPES).map((key) => [key, key]));
registerEnumType(KindEnum, {
  name: 'MyFieldType',
  description: 'How the value of a field of yours is written and typed in.',
  valuesConfig: Object.fromEntries(Object.entries(VALUE_TYPES).map(([key, description]) => [key, { description }])),
});

@ObjectType('MyChoice', { description: 'One of the choices of a field.' })
export class MyChoiceType {
  @Field(() => String, { description: 'As it is stored, and sent back.' })
  readonly value!: string;
  @Field(() => String, { description: 'In Dutch.' })
  readonly labelNl!: string;
  @Field(() => String, { description: 'In English.' })
  readonly labelEn!: string;
}

@ObjectType('MyField', { description: 'A field that is held of you, as the declarations describe it (B1).' })
export class MyFieldType {
  @Field(() => String, { description: 'Its name in the API, by which it is changed.' })
  readonly name!: string;
  @Field(() => String, { description: 'What it is called in Dutch.' })
  readonly labelNl!: string;
  @Field(() => String, { description: 'What it is called in English.' })
  readonly labelEn!: string;
  @Field(() => KindEnum, { description: 'What kind of value it has.' })
  readonly type!: string;
  @Field(() => String, { nullable: true, description: 'Its value as a program reads it; empty for a list.' })
  readonly value!: string | null;
  @Field(() => [String], { nullable: true, description: 'The values of a list.' })
  readonly values!: string[] | null;
  @Field(() => String, { nullable: true, description: 'Its value in words, in Dutch.' })
  readonly textNl!: string | null;
  @Field(() => String, { nullable: true, description: 'Its value in words, in English.' })
  readonly textEn!: string | null;
  @Field(() => [MyChoiceType], { description: 'What one can choose from, of a choice.' })
  readonly choices!: MyChoiceType[];
  @Field(() => Boolean, { description: 'Whether you may change it yourself (C86).' })
  readonly changeable!: boolean;
  @Field(() => Boolean, { description: 'Whether it always has a value.' })
  readonly required!: boolean;
}

@ObjectType('MyRecord', {
  description: 'One of several things of a kind that are held of you: an education, a contact.',
})
export class MyRecordType {
  @Field(() => ID, { description: 'By which it is changed or removed.' })
  readonly id!: string;
  @Field(() => String, { description: 'Its type in the API.' })
  readonly type!: string;
  @Field(() => [MyFieldType], { description: 'What is in it.' })
  readonly fields!: MyFieldType[];
  @Field(() => Boolean, {
    description: 'Whether you may remove it: it is of a kind that is yours, and nobody else has written in it.',
  })
  readonly removable!: boolean;
}

@ObjectType('MyNewRecord', { description: 'What a record that you add is made of.' })
export class MyNewRecordType {
  @Field(() => String, { description: 'Its type in the API.' })
  readonly type!: string;
  @Field(() => [MyFieldType], { description: 'What you can fill in.' })
  readonly fields!: MyFieldType[];
}

@ObjectType('MyDataGroup', { description: 'A group of what is held of you.' })
export class MyDataGroupType {
  @Field(() => String, { description: `Name of the group: ${FIELD_GROUPS.slice(0, 3).join(', ')} and so on.` })
  readonly key!: string;
  @Field(() => String, { description: 'What it is called in Dutch.' })
  readonly labelNl!: string;
  @Field(() => String, { description: 'What it is called in English.' })
  readonly labelEn!: string;
  @Field(() => [MyFieldType], { description: 'Your own fields in it.' })
  readonly fields!: MyFieldType[];
  @Field(() => [MyRecordType], { description: 'Your records in it.' })
  readonly records!: MyRecordType[];
  @Field(() => MyNewRecordType, { nullable: true, description: 'What you can add here; empty: nothing.' })
  readonly newRecord!: MyNewRecordType | null;
}

@InputType('MyFieldInput', {
  description: 'A field with what it becomes; without `value` and `values` it becomes empty.',
})
export class MyFieldInput {
  @Field(() => String, { description: 'Its name, as MyField.name.' })
  name!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Its value: a day as yyyy-mm-dd, yes or no as true or false, a choice as MyChoice.value.',
  })
  value?: string | null;
  @Field(() => [String], { nullable: true, description: 'All values of a list.' })
  values?: string[] | null;
}

@InputType('UpdateMyDataInput', { description: 'What you change of your own fields; a field that is absent stays.' })
export class UpdateMyDataInput {
  @Field(() => [MyFieldInput], { description: 'The fields.' })
  fields!: MyFieldInput[];
}

@InputType('SaveMyRecordInput', { description: 'A record that you add, or change: a field that is absent stays.' })
export class SaveMyRecordInput {
  @Field(() => String, { description: 'Its type, as MyNewRecord.type or MyRecord.type.' })
  type!: string;
  @Field(() => ID, { nullable: true, description: 'Which one; left out: a new one.' })
  id?: string | null;
  @Field(() => [MyFieldInput], { description: 'The fields.' })
  fields!: MyFieldInput[];
}

@InputType('RemoveMyRecordInput', { description: 'A record of yours that is to go.' })
export class RemoveMyRecordInput {
  @Field(() => String, { description: 'Its type, as MyRecord.type.' })
  type!: string;
  @Field(() => ID, { description: 'Which one.' })
  id!: string;
}

@InputType('AskMyCorrectionInput', { description: 'What is wrong in what is held of you.' })
export class AskMyCorrectionInput {
  @Field(() => String, { description: 'In your own words, in 10 to 2000 characters.' })
  text!: string;
}

@ObjectType('MyDataPayload', { description: 'What is held of you as it is now, or why not.' })
export class MyDataPayload {
  @Field(() => [MyDataGroupType], { nullable: true, description: 'What is held of you.' })
  data?: MyDataGroupType[];
  @Field(() => [UserErrorType], { description: 'Why not, by field; empty when it was done.' })
  userErrors!: UserErrorType[];
}
