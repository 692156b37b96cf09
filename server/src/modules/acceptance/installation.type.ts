import { Field, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../platform/graphql/index.ts';
import { publishEnum } from '../personal-data/index.ts';
import { ENVIRONMENTS, type Environment } from './installation.entity.ts';

const EnvironmentEnum = publishEnum('Environment', ENVIRONMENTS, 'What an installation of the product is for.', {
  PRODUCTION: 'Real people.',
  ACCEPTANCE: 'A copy with invented people, in which rules are tried (C13, C14).',
});

@ObjectType('Installation', { description: 'This installation of the product.' })
export class InstallationType {
  @Field(() => EnvironmentEnum, { description: 'What it is for.' })
  readonly environment!: Environment;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the copy was made, of one for acceptance.' })
  readonly copiedAt!: Date | null;
}
