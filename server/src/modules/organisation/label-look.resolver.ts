import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { badInput } from '../../platform/errors.ts';
import { rowId, withUserErrors } from '../../platform/graphql/index.ts';
import type { RequestContext } from '../permissions/index.ts';
import type { Label } from './label.entity.ts';
import { lookOf, type LabelLook } from './label-look.ts';
import { LabelLookPreviewType, LabelLookType, SaveLabelLookInput, SaveLabelLookPayload } from './label-look.type.ts';
import { LEAST_CONTRAST, lowestContrast, paletteOf, readColour } from './label-palette.ts';
import { LabelType } from './label.type.ts';
import { saveLabelLook } from './save-label-look.ts';

@Resolver(() => LabelType)
export class LabelLookResolver {
  @Query(() => LabelLookPreviewType, { description: 'What a colour would make of a label’s pages. Nothing is saved.' })
  labelLookPreview(
    @Arg('accentColour', () => String, { description: 'As #rrggbb.' }) accentColour: string,
  ): LabelLookPreviewType {
    const colour = readColour(accentColour);
    if (!colour) throw badInput('accentColour', 'Give a colour as # and six digits 0 to 9 or letters a to f.');
    const look = { ...paletteOf(colour), logo: null };
    const lowest = lowestContrast(look);
    return { look, lowestContrast: Math.floor(lowest * 100) / 100, enough: lowest >= LEAST_CONTRAST };
  }

  @Mutation(() => SaveLabelLookPayload, { description: 'Gives a label’s public pages its colour and its logo.' })
  saveLabelLook(
    @Arg('input', () => SaveLabelLookInput, { description: 'The look.' }) input: SaveLabelLookInput,
    @Ctx() { work }: RequestContext,
  ): Promise<SaveLabelLookPayload> {
    return withUserErrors(async () => ({
      label: await saveLabelLook(work, {
        labelId: rowId('Label', input.labelId, 'labelId'),
        ...(input.accentColour === undefined ? {} : { accentColour: input.accentColour }),
        ...(input.logo === undefined ? {} : { logo: input.logo }),
      }),
    }));
  }

  @FieldResolver(() => LabelLookType, { description: 'What its public pages look like.' })
  look(@Root() label: Label): LabelLook {
    return lookOf(label);
  }
}
