import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'server/**/*.test.ts', 'e2e/support/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
