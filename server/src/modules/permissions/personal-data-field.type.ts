import { Field, ObjectType, registerEnumType } from 'type-graphql';
import {
  VALUE_TYPES,
  type ErasureMethodName,
  type PersonalDataClass,
  type PortalAccess,
  type ValueType,
} from '../personal-data/index.ts';

const METHODS: Record<ErasureMethodName, string> = {
  OVERWRITE: 'Becomes xxx.',
  CLEAR: 'Becomes empty.',
  SET_TRUE: 'Becomes true.',
  SET_FALSE: 'Becomes false.',
  SET_NOW: 'Becomes the moment of erasure.',
  START_OF_YEAR: 'Becomes 1 January of its year.',
  KEEP: 'Stays.',
  DELETE_ROW: 'Goes with its row.',
  COMPUTE: 'Becomes what its own rule says, such as a closed status.',
};
const CLASSES: Record<PersonalDataClass, string> = {
  IDENTIFYING: 'Says who somebody is.',
  CONTACT: 'Reaches somebody.',
  SPECIAL: 'Specially protected, such as the BSN, or origin.',
  QUASI_IDENTIFYING: 'May point at somebody together with others.',
  PROFESSIONAL: 'What somebody did and can do.',
  FREE_TEXT: 'May hold anything.',
  THIRD_PARTY: 'Another person’s data, such as a referee’s.',
  TECHNICAL: 'Of use to the system alone.',
  MANAGEMENT: 'What management figures are made of.',
};
const PORTAL: Record<PortalAccess, string> = {
  HIDDEN: 'Not shown to the candidate.',
  SEE: 'Shown to the candidate.',
  CHANGE: 'Shown to the candidate, who may change it.',
};

function register<Key extends string>(name: string, description: string, values: Record<Key, string>) {
  const type = Object.fromEntries(Object.keys(values).map((key) => [key, key]));
  registerEnumType(type, {
    name,
    description,
    valuesConfig: Object.fromEntries(Object.entries<string>(values).map(([key, text]) => [key, { description: text }])),
  });
  return type;
}
const MethodEnum = register('ErasureMethod', 'How a field is erased (D5).', METHODS);
const ClassEnum = register('PersonalDataClass', 'What a field says about a person.', CLASSES);
const ValueTypeEnum = register('PersonalDataValueType', 'How a field is written and typed in.', VALUE_TYPES);
const PortalEnum = register('PortalAccess', 'What the candidate himself may do with a field.', PORTAL);

@ObjectType('PersonalDataField', {
  description: 'One declared column (B1): what it is, what you may do with it, and what becomes of it.',
})
export class PersonalDataFieldType {
  @Field(() => String, { description: 'The published type.' })
  readonly type!: string;
  @Field(() => String, { description: 'The published field.' })
  readonly field!: string;
  @Field(() => String, { description: 'The group under which it stands on a screen.' })
  readonly group!: string;
  @Field(() => String, { description: 'What it is called in Dutch.' })
  readonly labelNl!: string;
  @Field(() => String, { description: 'What it is called in English.' })
  readonly labelEn!: string;
  @Field(() => String, { nullable: true, description: 'Its number in the inventory of requirements.' })
  readonly requirement!: string | null;
  @Field(() => Boolean, { description: 'Whether you may see it (H5).' })
  readonly canSee!: boolean;
  @Field(() => Boolean, { description: 'Whether you may change it (H6).' })
  readonly canChange!: boolean;
  @Field(() => ValueTypeEnum, { description: 'How it is written and typed in.' })
  readonly valueType!: ValueType;
  @Field(() => [String], { nullable: true, description: 'What can be chosen, of a CHOICE.' })
  readonly choices!: readonly string[] | null;
  @Field(() => String, { description: 'What an input calls it: of a LINK the field with the other’s id.' })
  readonly inputField!: string;
  @Field(() => Boolean, { description: 'Whether it may not be empty.' })
  readonly required!: boolean;
  @Field(() => String, { nullable: true, description: 'What it has when nothing is given, as text.' })
  readonly initial!: string | null;
  @Field(() => MethodEnum, { description: 'How it is erased.' })
  readonly erasure!: ErasureMethodName;
  @Field(() => MethodEnum, { description: 'How it is erased under Anonimisering Plus.' })
  readonly erasurePlus!: ErasureMethodName;
  @Field(() => ClassEnum, { description: 'What it says about a person.' })
  readonly kind!: PersonalDataClass;
  @Field(() => Boolean, { description: 'Whether it is in the candidate’s own export (B4).' })
  readonly exported!: boolean;
  @Field(() => PortalEnum, { description: 'What the candidate may do with it.' })
  readonly portal!: PortalAccess;
}
