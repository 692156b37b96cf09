import type { FastifyInstance } from 'fastify';
import { readLabelLogo } from '../modules/organisation/index.ts';
import type { Work } from '../modules/permissions/index.ts';
import { refuse } from './file-answer.ts';

/**
 * `GET /label-logos/{label}/{mark}`: the picture of a label's public pages. Its address changes with it, so whoever has it need not
 * ask again. Opened by itself it is a picture and nothing else, whatever its bytes would like to be.
 */
export function labelLogoRoutes({ newWork }: { newWork: () => Omit<Work, 'actor'> }) {
  return (app: FastifyInstance, _options: object, done: () => void) => {
    app.get<{ Params: { label: string; mark: string } }>('/label-logos/:label/:mark', async (request, reply) => {
      const { label: slug, mark } = request.params;
      try {
        const { content, mediaType } = await readLabelLogo(newWork(), { slug, mark });
        return await reply
          .type(mediaType)
          .headers({
            'cache-control': 'public, max-age=31536000, immutable',
            'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
            'cross-origin-resource-policy': 'cross-origin',
          })
          .send(content);
      } catch (error) {
        return refuse(reply, error);
      }
    });
    done();
  };
}
