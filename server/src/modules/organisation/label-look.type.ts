import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { UserErrorType } from '../../platform/graphql/index.ts';
import { LabelType } from './label.type.ts';

@ObjectType('LabelLogo', { description: 'The picture in the heading of a label’s public pages.' })
export class LabelLogoType {
  @Field(() => String, { description: 'Where it is, on the site of the API; it changes with the picture.' })
  readonly path!: string;
  @Field(() => Int, { description: 'How wide it is, in points.' })
  readonly width!: number;
  @Field(() => Int, { description: 'How high it is, in points.' })
  readonly height!: number;
}

@ObjectType('LabelLook', {
  description:
    'What a label’s public pages look like. On white, on every ground of the portal and under white letters, the colour reaches a contrast of 4.5 to 1.',
})
export class LabelLookType {
  @Field(() => String, { description: 'Of buttons, links and headings, as #rrggbb.' })
  readonly accentColour!: string;
  @Field(() => String, { description: 'The same, darker: for what the pointer is on.' })
  readonly hoverColour!: string;
  @Field(() => String, { description: 'A light ground of the same colour.' })
  readonly softColour!: string;
  @Field(() => String, { description: 'The same colour for lines.' })
  readonly lineColour!: string;
  @Field(() => LabelLogoType, { nullable: true, description: 'Its logo; empty when it has none.' })
  readonly logo?: LabelLogoType | null;
}

@ObjectType('LabelLookPreview', { description: 'What a colour would make of a label’s pages. Nothing is saved.' })
export class LabelLookPreviewType {
  @Field(() => LabelLookType, { description: 'The look.' })
  readonly look!: LabelLookType;
  @Field(() => Float, { description: 'The lowest contrast that it has anywhere, as 4.5 for 4.5 to 1.' })
  readonly lowestContrast!: number;
  @Field(() => Boolean, { description: 'Whether that is enough to be saved.' })
  readonly enough!: boolean;
}

@InputType('SaveLabelLookInput', { description: 'The look of a label’s public pages.' })
export class SaveLabelLookInput {
  @Field(() => ID, { description: 'Which label.' })
  labelId!: string;
  @Field(() => String, { nullable: true, description: 'As #rrggbb; empty for the colour of Wisbaar.' })
  accentColour?: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'A PNG, JPEG or WebP of at most 100 kB, in Base64; null takes the logo away, left out it stays as it is.',
  })
  logo?: string | null;
}

@ObjectType('SaveLabelLookPayload', { description: 'The label as it is now.' })
export class SaveLabelLookPayload {
  @Field(() => LabelType, { nullable: true, description: 'The label; empty when its look was refused.' })
  readonly label?: object;
  @Field(() => [UserErrorType], { description: 'What a form has to show.' })
  readonly userErrors!: UserErrorType[];
}
