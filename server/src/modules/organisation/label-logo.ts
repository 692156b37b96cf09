import { createHash } from 'node:crypto';
import { imageSize } from 'image-size';
import { badInput } from '../../platform/errors.ts';

/** What a logo may be. An SVG can hold a program, so it is none of them. */
export const LOGO_KINDS = ['png', 'jpg', 'webp'] as const;
export type LogoKind = (typeof LOGO_KINDS)[number];
export const LOGO_MEDIA_TYPES: Readonly<Record<LogoKind, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
};

/** Bytes: everybody who visits a page of the label fetches it. */
export const LOGO_LIMIT = 100 * 1024;
/** A file of few bytes can unfold to a picture of very many points. */
const LARGEST_SIDE = 2_000;
const SMALLEST_SIDE = 16;

export interface LabelLogo {
  readonly logo: Buffer;
  readonly logoKind: LogoKind;
  readonly logoWidth: number;
  readonly logoHeight: number;
  /** Changes with the picture: part of its address, which can therefore be kept for ever. */
  readonly logoMark: string;
}

/**
 * A logo as it may be kept: what it is, its own bytes say, and not its sender (S15).
 * @param content Base64.
 * @throws DomainError BAD_USER_INPUT for what is none, or too large
 */
export function soundLogo(content: string): LabelLogo {
  const logo = Buffer.from(content, 'base64');
  if (logo.length === 0 || logo.length > LOGO_LIMIT)
    throw badInput('logo', `Send a picture of at most ${String(LOGO_LIMIT / 1024)} kB.`);
  const logoKind = kindOf(logo);
  if (!logoKind) throw badInput('logo', 'Send a PNG, a JPEG or a WebP.');
  const [logoWidth, logoHeight] = sizeOf(logo);
  const sides = [logoWidth, logoHeight];
  if (sides.some((side) => !(side >= SMALLEST_SIDE && side <= LARGEST_SIDE)))
    throw badInput(
      'logo',
      `Send a picture of ${String(SMALLEST_SIDE)} to ${String(LARGEST_SIDE)} points wide and high.`,
    );
  const logoMark = createHash('sha256').update(logo).digest('hex').slice(0, 16);
  return { logo, logoKind, logoWidth, logoHeight, logoMark };
}

function kindOf(bytes: Buffer): LogoKind | undefined {
  const at = (from: number, text: string) => bytes.subarray(from, from + text.length).toString('latin1') === text;
  if (at(0, '\x89PNG\r\n\x1a\n')) return 'png';
  if (at(0, '\xff\xd8\xff')) return 'jpg';
  return at(0, 'RIFF') && at(8, 'WEBP') ? 'webp' : undefined;
}

function sizeOf(bytes: Buffer): [number, number] {
  try {
    const { width, height } = imageSize(bytes);
    return [width, height];
  } catch {
    throw badInput('logo', 'This picture can’t be read.');
  }
}
