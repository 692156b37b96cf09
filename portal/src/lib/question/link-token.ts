/**
 * The personal link carries its token behind the `#`, which a browser never sends to a server. The page takes it out
 * of the address bar, so that it is not in the history, a bookmark or a screenshot, and keeps it for this tab only.
 */
const storageKey = 'wisbaar.link';
let kept: string | undefined;

/** What follows the `#`, without what a mail program glued to it; nothing if there is no token in it. */
export function tokenFromFragment(fragment: string): string | undefined {
  return /^#([\w-]+)/.exec(fragment)?.[1];
}

export function keepToken(token: string): void {
  kept = token;
  try {
    sessionStorage.setItem(storageKey, token);
  } catch {
    // Storage is refused: the token lives as long as the page.
  }
}

export function keptToken(): string | undefined {
  if (kept) return kept;
  try {
    return sessionStorage.getItem(storageKey) ?? undefined;
  } catch {
    return undefined;
  }
}
