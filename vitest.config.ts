import { defineConfig } from 'vitest/config';

/** Clients of others are programs that must be prepared first: `npm test` does so and names those that it has. */
const clients = process.env.PAIL_CLIENTS;
const wireTests = 'server/**/*.wire.test.ts';
const notOurs = ['**/node_modules/**', 'server/store/clients/**'];

/** `unit` unless the environment says otherwise. */
const sets = {
  unit: {
    include: ['src/**/*.test.ts', 'server/**/*.test.ts', 'e2e/support/**/*.test.ts'],
    exclude: [...notOurs, wireTests],
    testTimeout: 20_000,
    // Files leave nothing behind in the modules they share, and to load those anew for each took half of the time.
    isolate: false,
  },
  /** The embedded store over its sockets. */
  wire: { include: [wireTests], exclude: notOurs, testTimeout: 60_000 },
  clients: {
    include: clients?.split(',').map((name) => `server/store/clients/${name}.test.ts`) ?? [],
    exclude: [],
    testTimeout: 60_000,
  },
};

const chosen = clients !== undefined ? 'clients' : process.env.PAIL_TESTS === 'wire' ? 'wire' : 'unit';

export default defineConfig({
  test: {
    ...sets[chosen],
    // Every core: most files wait for a disk or a socket for a part of their time.
    maxWorkers: '100%',
    hookTimeout: 20_000,
  },
});
