import { createHash } from 'node:crypto';
import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { GraphQLError, parse, print, visit, type DocumentNode } from 'graphql';

/**
 * Answers documents that are known and no others, so that whoever sits behind one of our own apps can ask what the app asks
 * and nothing else (conventions, API 10).
 * @param known documents as they were written.
 * @param mayAskAnything whose own programs write their documents themselves.
 */
export function trustedDocumentsPlugin<Context extends BaseContext>(
  known: readonly string[],
  mayAskAnything: (context: Context) => boolean,
): ApolloServerPlugin<Context> {
  const marks = new Set(known.map((text) => markOf(parse(text))));
  // Apollo hands the same document for the same text, so it is looked at once.
  const trusted = new WeakMap<DocumentNode, boolean>();
  const isTrusted = (document: DocumentNode) => {
    const found = trusted.get(document) ?? marks.has(markOf(document));
    trusted.set(document, found);
    return found;
  };
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ document, contextValue }) {
          if (mayAskAnything(contextValue) || isTrusted(document)) return Promise.resolve();
          throw new GraphQLError('This is not a document of our own apps. Ask with the key of an API client.', {
            extensions: { code: 'UNKNOWN_DOCUMENT', http: { status: 400 } },
          });
        },
      }),
  };
}

/** The same for the same document, however it is laid out. A client asks for the names of types besides, by which it keeps answers. */
function markOf(document: DocumentNode): string {
  const bare = visit(document, {
    Field: ({ name, alias }) => (name.value === '__typename' && alias === undefined ? null : undefined),
  });
  return createHash('sha256').update(print(bare)).digest('base64url');
}
