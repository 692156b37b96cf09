// The staff's app is a single page: every screen needs a signed-in person, so there is nothing to render beforehand.
export const ssr = false;
export const prerender = false;
