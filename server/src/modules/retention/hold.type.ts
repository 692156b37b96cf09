import { Field, ID, ObjectType } from 'type-graphql';
import { publishFields } from '../personal-data/index.ts';
import { holdData } from './hold.ts';

@ObjectType('Hold', { description: 'A reason not to erase somebody, until a day (bewaarplicht, B5).' })
export class HoldType {
  @Field(() => ID, { description: 'Opaque.' })
  readonly id!: string;
}
publishFields(HoldType, holdData);
