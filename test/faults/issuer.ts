import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

/** As much of an agency's own login as must be there before it can be set. */
export async function startIssuer(): Promise<Server> {
  const server = createServer((request, response) => {
    const origin = `http://${request.headers.host!}`;
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        issuer: origin,
        authorization_endpoint: `${origin}/auth`,
        token_endpoint: `${origin}/token`,
        jwks_uri: `${origin}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      }),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
