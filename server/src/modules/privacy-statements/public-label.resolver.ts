import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { outsideRowScope } from '../../platform/database/index.ts';
import { AgencySchema, LabelLookType, lookOf, type Agency, type Label, type LabelLook } from '../organisation/index.ts';
import type { RequestContext, Work } from '../permissions/index.ts';
import { liveStatement, publicLabel, publicLabels, type ShownStatement } from './live-statement.ts';
import type { StatementLanguage } from './privacy-statement.entity.ts';
import { LanguageEnum } from './privacy-statement.type.ts';
import { PublicLabelType, RetentionOverviewType, ShownStatementType } from './public-label.type.ts';
import { retentionOverview, type RetentionOverview } from './retention-overview.ts';

/** What is on a label's public pages, for our portal and for sites of third parties alike. */
@Resolver(() => PublicLabelType)
export class PublicLabelResolver {
  @Query(() => [PublicLabelType], { description: 'All labels, by name; brands are public.' })
  publicLabels(@Ctx() { work }: RequestContext): Promise<Label[]> {
    return publicLabels(work);
  }

  @Query(() => PublicLabelType, { nullable: true, description: 'A label’s public pages; empty when there is none.' })
  publicLabel(
    @Arg('slug', () => String, { description: 'How it is called in addresses.' }) slug: string,
    @Ctx() { work }: RequestContext,
  ): Promise<Label | null> {
    return publicLabel(work, slug);
  }

  @FieldResolver(() => String, { description: 'The agency whose label it is.' })
  async agencyName(@Root() label: Label, @Ctx() { work }: RequestContext): Promise<string> {
    return (await agencyOf(work, label)).name;
  }

  @FieldResolver(() => String, { description: 'Where a visitor finds help.' })
  async contactEmail(@Root() label: Label, @Ctx() { work }: RequestContext): Promise<string> {
    return (await agencyOf(work, label)).contactEmail;
  }

  @FieldResolver(() => LabelLookType, { description: 'What its pages look like.' })
  look(@Root() label: Label): LabelLook {
    return lookOf(label);
  }

  @FieldResolver(() => ShownStatementType, {
    nullable: true,
    description: 'Its live privacy statement, in Dutch where it has none in this language; empty when it has none yet.',
  })
  async statement(
    @Root() label: Label,
    @Arg('language', () => LanguageEnum, { description: 'In which language.' }) language: StatementLanguage,
    @Ctx() { work }: RequestContext,
  ): Promise<ShownStatement | null> {
    return (await liveStatement(work, label, language)) ?? null;
  }

  @FieldResolver(() => RetentionOverviewType, { description: 'What is kept, how long and why.' })
  retentionOverview(@Root() label: Label, @Ctx() { work }: RequestContext): Promise<RetentionOverview> {
    return retentionOverview(work, label);
  }
}

const agencyOf = ({ em }: Work, label: Label): Promise<Agency> =>
  outsideRowScope(() => em.fork().findOneOrFail(AgencySchema, { id: label.agencyId }));
