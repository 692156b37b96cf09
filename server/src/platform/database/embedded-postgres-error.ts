/** Why the built-in PostgreSQL could not start: one sentence, meant for whoever started the product. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError';
}
