/**
 * The secret of a mailed link. It stands in the fragment, which the browser sends to nobody, and is taken out of the address
 * as soon as it was read: a page that is shared, or a look at the history, shows nothing.
 */
export function takeLinkToken(): string {
  const token = location.hash.slice(1);
  // The page keeps its place in the history; only what it shows of itself changes.
  if (token !== '') history.replaceState(history.state, '', location.pathname);
  return token;
}
