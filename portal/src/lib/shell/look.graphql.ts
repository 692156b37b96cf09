import { graphql, type ResultOf } from 'wisbaar-schema';

/** What a label's pages look like. Whoever asks for a label asks for this with it, and hands it to `speakFor`. */
export const lookParts = graphql(`
  fragment LookParts on LabelLook @_unmask {
    accentColour
    hoverColour
    softColour
    lineColour
    logo {
      path
      width
      height
    }
  }
`);
export type Look = ResultOf<typeof lookParts>;
