import { defineConfig } from 'vitest/config';

const timeouts = { testTimeout: 120_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    projects: [
      { test: { ...timeouts, name: 'house', include: ['house/**/*.test.ts'] } },
      {
        test: {
          ...timeouts,
          name: 'product',
          include: ['{story,portal,start,alone,third-party,faults,abuse,accounts}/**/*.test.ts'],
        },
      },
      // These share one product with the demo in it, and leave it as it is.
      {
        test: {
          ...timeouts,
          name: 'demo',
          include: ['{api,admin}/**/*.test.ts'],
          globalSetup: ['./kit/demo-product.ts'],
        },
      },
    ],
  },
});
