import type { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { ApiThrottle } from '../modules/api-clients/index.ts';
import type { Actor, RequestContext } from '../modules/permissions/index.ts';
import { badInput, DomainError } from '../platform/errors.ts';

/** Does what the database does for this actor as it holds him to his rows (S3). */
export type AsActor = <Result>(actor: Actor, work: () => Result) => Result;

/**
 * What a file costs of the points that one has in a minute (conventions, API 10): a PDF is drawn, a file is fetched from the
 * store, an upload is stored.
 */
export const FILE_POINTS = { PDF: 2_500, DOWNLOAD: 2_500, DOCUMENT: 10_000, UPLOAD: 25_000 };

/** Of which nothing on the way keeps a copy, and no other site's page holds one. */
export const PRIVATE = { 'cache-control': 'no-store', 'cross-origin-resource-policy': 'same-origin' } as const;

/** @throws DomainError RATE_LIMITED when there are too few points left */
export type Spend = (context: RequestContext, points: number) => Promise<void>;

export const spendBy =
  (throttle: ApiThrottle): Spend =>
  async ({ work: { actor }, address }, points) => {
    const { allowed } = await (actor.kind === 'api-client'
      ? throttle.spend(actor.id, points)
      : actor.kind === 'staff'
        ? throttle.spendAsStaff(actor.id, points)
        : throttle.spendFrom(address, points));
    if (!allowed) throw new DomainError('RATE_LIMITED', 'Too many files in a minute. Wait a minute.');
  };

const STATUS: Partial<Record<DomainError['code'], number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  REAUTHENTICATION_REQUIRED: 403,
  NOT_FOUND: 404,
  RATE_LIMITED: 429,
  FILES_UNAVAILABLE: 503,
};

/** A refusal of something that is no GraphQL, in the same form. @throws what is no refusal */
export function refuse(reply: FastifyReply, error: unknown): FastifyReply {
  if (!(error instanceof DomainError)) throw error;
  if (error.code === 'RATE_LIMITED') void reply.header('retry-after', 60);
  return reply.status(STATUS[error.code] ?? 400).send({
    errors: [{ message: error.message, extensions: { code: error.code, ...(error.field && { field: error.field }) } }],
  });
}

/** What a request gave besides its address. @throws DomainError BAD_USER_INPUT with the field's name */
export function readAs<Shape>(schema: z.ZodType<Shape>, given: unknown): Shape {
  const { data, error } = schema.safeParse(given ?? {});
  if (error) throw badInput(error.issues[0]?.path.join('.') ?? '', 'This value can’t be used.');
  return data;
}

/**
 * Sends a file, a PDF unless told, to keep apart from the page, of which nothing on the way keeps a copy; or why not. Opened by a
 * browser all the same, it could do nothing there.
 */
export async function answerWithFile(
  reply: FastifyReply,
  make: () => Promise<{ name: string; content: Buffer | Readable; mimeType?: string }>,
): Promise<FastifyReply> {
  void reply.headers(PRIVATE);
  try {
    const { name, content, mimeType = 'application/pdf' } = await make();
    return await reply
      .type(mimeType)
      .header('content-disposition', asAttachment(name))
      .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'; sandbox")
      .send(content);
  } catch (error) {
    return refuse(reply, error);
  }
}

/** The name twice (RFC 6266): in plain letters for who knows no others, and as it is. */
export function asAttachment(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w .()-]/g, '_');
  const coded = encodeURIComponent(name).replace(
    /['()*!]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return plain === name
    ? `attachment; filename="${name}"`
    : `attachment; filename="${plain}"; filename*=UTF-8''${coded}`;
}
