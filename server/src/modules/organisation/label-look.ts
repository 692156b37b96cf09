import { outsideRowScope } from '../../platform/database/index.ts';
import { notFound } from '../../platform/errors.ts';
import type { Work } from '../permissions/index.ts';
import { LabelSchema, type Label } from './label.entity.ts';
import { LOGO_MEDIA_TYPES } from './label-logo.ts';
import { OWN_ACCENT, paletteOf, type LabelPalette } from './label-palette.ts';

export interface LabelLook extends LabelPalette {
  readonly logo: { readonly path: string; readonly width: number; readonly height: number } | null;
}

/** What a label's public pages look like: everybody sees it. */
export function lookOf(label: Label): LabelLook {
  const { slug, logoMark, logoWidth, logoHeight } = label;
  return {
    ...paletteOf(label.accentColour ?? OWN_ACCENT),
    logo:
      logoMark == null
        ? null
        : { path: `/label-logos/${slug}/${logoMark}`, width: logoWidth ?? 0, height: logoHeight ?? 0 },
  };
}

/** The picture at the path of a look. @throws DomainError NOT_FOUND, also for a picture that was replaced */
export async function readLabelLogo(
  { em }: Pick<Work, 'em'>,
  asked: { slug: string; mark: string },
): Promise<{ content: Buffer; mediaType: string }> {
  const label = await outsideRowScope(() =>
    em.fork().findOne(LabelSchema, { slug: asked.slug, logoMark: asked.mark }, { populate: ['logo'] }),
  );
  if (!label?.logo || label.logoKind == null) throw notFound();
  return { content: Buffer.from(label.logo), mediaType: LOGO_MEDIA_TYPES[label.logoKind] };
}
