import { inTransaction } from '../../platform/database/index.ts';
import { badInput, DomainError, notFound } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { mustReachWholeAgency, scopeOf, type Work } from '../permissions/index.ts';
import { LabelSchema, type Label } from './label.entity.ts';
import { soundLogo, type LabelLogo } from './label-logo.ts';
import { LEAST_CONTRAST, lowestContrast, paletteOf, readColour } from './label-palette.ts';

const NO_LOGO = { logo: null, logoKind: null, logoWidth: null, logoHeight: null, logoMark: null };

/**
 * Gives a label's public pages its colour and its logo.
 * @param input.accentColour `#rrggbb`; null for the product's own, left out to keep the one that it has.
 * @param input.logo Base64; null for none, left out to keep the one that it has.
 * @throws DomainError FORBIDDEN for who is held to units, NOT_FOUND, CONTRAST_TOO_LOW for a colour on which, or in which, one can't read
 *   well, BAD_USER_INPUT for what is no colour, or no picture that can be used
 */
export async function saveLabelLook(
  work: Work,
  input: { labelId: string; accentColour?: string | null; logo?: string | null },
): Promise<Label> {
  const colour = input.accentColour === undefined ? {} : { accentColour: soundAccent(input.accentColour) };
  const picture: LabelLogo | typeof NO_LOGO | undefined =
    input.logo === undefined ? undefined : input.logo === null ? NO_LOGO : soundLogo(input.logo);
  mustReachWholeAgency(work.actor);
  return inTransaction(work.em, async (em) => {
    const label = await em.findOne(LabelSchema, { id: input.labelId, ...scopeOf(work.actor, { units: false }) });
    if (!label) throw notFound();
    Object.assign(label, { ...colour, ...picture });
    await em.flush();
    await recordAudit({ ...work, em }, [
      { action: 'label.changed', subjectType: 'Label', subjectId: label.id, agencyId: label.agencyId },
    ]);
    return label;
  });
}

function soundAccent(given: string | null): string | null {
  if (given === null) return null;
  const colour = readColour(given);
  if (!colour) throw badInput('accentColour', 'Give a colour as # and six digits 0 to 9 or letters a to f.');
  if (lowestContrast(paletteOf(colour)) < LEAST_CONTRAST)
    throw new DomainError('CONTRAST_TOO_LOW', 'White letters on this colour can’t be read well. Take a darker one.', [
      'accentColour',
    ]);
  return colour;
}
