import { resolve } from '$app/paths';

/** Where to go after signing in. Only a page of this app: anything else could lead to a stranger's site. */
export function returnAddress(next: string | null): string {
  const home = resolve('/(staff)/kandidaten');
  if (!next?.startsWith('/') || next.startsWith('//') || next.includes('\\')) return home;
  return next.startsWith(resolve('/').replace(/\/?$/, '/')) ? next : home;
}

export function loginAddress(from: { pathname: string; search: string }): string {
  const login = resolve('/login');
  return from.pathname === login ? login : `${login}?next=${encodeURIComponent(from.pathname + from.search)}`;
}
