import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Two copies of graphql can't look at each other's types.
  resolve: {
    alias: [
      {
        find: /^graphql$/,
        replacement: fileURLToPath(import.meta.resolve('graphql')).replace(/index\.m?js$/, 'index.js'),
      },
    ],
  },
  // Esbuild-style decorators of TypeGraphQL: legacy, without emitted metadata.
  oxc: { decorator: { legacy: true } },
  test: {
    include: ['src/**/*.test.ts'],
    globalSetup: ['./test-kit/database-server.ts'],
    setupFiles: ['reflect-metadata'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
