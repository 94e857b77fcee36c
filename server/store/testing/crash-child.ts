import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openStore } from '../store.ts';
import { testCredentials } from './test-store.ts';

/**
 * A process that is there to be killed. It loads everything, waits for the data folder's path on its input, opens
 * the store there and says which port it has; later it says that the sweep is done. It ends with its input, so that
 * none is left when the test itself is ended.
 */
process.stdin.on('end', () => process.exit(0));
const [dataDir] = (await once(process.stdin, 'data')) as [Buffer];
const store = await openStore({ dataDir: dataDir.toString('utf8'), credentials: testCredentials });
const server = createServer((req, res) => store.handle(req, res));
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`);
});
await store.swept;
process.stdout.write('{"swept":true}\n');
