import { defineConfig } from 'vitest/config';

/** Clients of others are programs that must be prepared first: `npm test` does so and names those that it has. */
const clients = process.env.PAIL_CLIENTS;

export default defineConfig({
  test: {
    include:
      clients === undefined
        ? ['src/**/*.test.ts', 'server/**/*.test.ts', 'e2e/support/**/*.test.ts']
        : clients.split(',').map((name) => `server/store/clients/${name}.test.ts`),
    exclude: clients === undefined ? ['**/node_modules/**', 'server/store/clients/**'] : [],
    // Every core: most files wait for a disk or a socket for a part of their time.
    maxWorkers: '100%',
    testTimeout: clients === undefined ? 20_000 : 60_000,
    hookTimeout: 20_000,
  },
});
