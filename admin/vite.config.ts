import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';

// In development and preview the API runs beside this server, in production it serves these files itself.
const server = 'http://127.0.0.1:4000';
const api = {
  '/graphql': server,
  '/uploads': server,
  '/payslips': server,
  '/consent-proofs': server,
  '/erasure-receipts': server,
  '/label-logos': server,
};

export default defineConfig({
  plugins: [
    tailwindcss(),
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/paraglide',
      strategy: ['localStorage', 'baseLocale'],
      localStorageKey: 'wisbaar.locale',
      emitTsDeclarations: true,
    }),
    sveltekit({
      // Each file with a .br and a .gz beside it, which the server sends to who can read them.
      adapter: adapter({ fallback: 'index.html', precompress: true }),
      paths: { base: '/admin', relative: false },
      csp: {
        mode: 'hash',
        directives: {
          'default-src': ['self'],
          'base-uri': ['self'],
          'form-action': ['self'],
          'object-src': ['none'],
          // The one style attribute in the page: SvelteKit hides with it what it reads aloud after a navigation.
          'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
        },
      },
    }),
  ],
  server: { proxy: api },
  preview: { proxy: api },
  // An inlined font or image would be a data: URL, which the content security policy refuses.
  build: { assetsInlineLimit: 0 },
});
