import { Ctx, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../permissions/index.ts';
import { InstallationType } from './installation.type.ts';
import { InstallationSchema } from './installation.entity.ts';

@Resolver(() => InstallationType)
export class InstallationResolver {
  @Query(() => InstallationType, { description: 'Which installation this is: production, or a copy for acceptance.' })
  async installation(@Ctx() { work }: RequestContext): Promise<InstallationType> {
    const found = await work.em.findOneOrFail(InstallationSchema, { id: 1 });
    return { environment: found.environment, copiedAt: found.copiedAt ?? null };
  }
}
