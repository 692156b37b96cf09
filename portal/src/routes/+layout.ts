// A single page app: every address is answered with the same file, and the browser does the rest.
export const ssr = false;
export const prerender = false;
