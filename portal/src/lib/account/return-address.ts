import { resolve } from '$app/paths';

/** One of his own pages, and nothing that could lead to a stranger's site. */
const OWN_PAGE = /^\/mijn(\/[a-z0-9-]+)*$/;

/** Where to go after signing in. */
export const returnAddress = (wanted: string | null): string =>
  wanted !== null && OWN_PAGE.test(wanted) ? wanted : resolve('/mijn');

export const loginAddress = (from: string): string =>
  from === resolve('/mijn') || !OWN_PAGE.test(from)
    ? resolve('/inloggen')
    : `${resolve('/inloggen')}?naar=${encodeURIComponent(from)}`;
