import { hostname, networkInterfaces } from 'node:os';
import { openCredentials, type StoreCredentials } from './credentials.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import type { EmbeddedStore } from './embedded-store.ts';
import { httpOrigin, ownHostNames } from './host-names.ts';
import { nodeListener } from './node-listener.ts';
import type { Options } from './options.ts';
import { pageHandler } from './page-handler.ts';
import { type Port, takePort } from './port.ts';
import { openSite } from './static/site.ts';
import { openStore, type Store } from './store/store.ts';
import { openUsers } from './store-users.ts';

const region = 'us-east-1';

/** A part may take as long as the line needs; only its headers must come at once. Presigned URLs are long. */
const storeLimits = {
  requestTimeout: 0,
  headersTimeout: 60_000,
  maxHeaderSize: 32_768,
  // Above what clients keep a connection for: else one is closed just as they use it again.
  keepAliveTimeout: 65_000,
};

export interface RunningPail {
  consoleOrigin: string;
  store: { origin: string; credentials: StoreCredentials } | undefined;
  /** Ends within about two seconds: requests in hand finish or are cut, then the store closes. */
  close(): Promise<void>;
}

/**
 * Takes the ports first: a second start with the same flags must fail before it touches the data folder.
 * `siteFolder` is the built console, undefined where a development server serves it. When a step fails (with
 * `StartProblem` for what the person can cure), everything that was opened before is closed again.
 */
export async function startPail(
  options: Options,
  environment: Record<string, string | undefined>,
  siteFolder: string | undefined,
): Promise<RunningPail> {
  const { host } = options;
  const ports: Port[] = [];
  let folder: DataFolder | undefined;
  let store: Store | undefined;
  const close = async () => {
    await Promise.all(ports.map((port) => port.close()));
    await store?.close();
    await folder?.release();
  };
  try {
    const pagePort = await takePort({ host, port: options.port, flag: '--port' });
    ports.push(pagePort);
    let embeddedStore: EmbeddedStore | undefined;
    if (options.store) {
      const storePort = await takePort({ host, port: options.storePort, flag: '--store-port' }, storeLimits);
      ports.push(storePort);
      folder = await openDataFolder(options.dataFolder);
      const credentials = await openCredentials(folder.path, environment);
      const users = await openUsers(options, credentials);
      const { webhooks, profile } = options;
      store = await openStore({ dataDir: folder.path, credentials, users, webhooks, profile, region });
      const { handle } = store;
      storePort.serve((req, res) => handle(req, res));
      embeddedStore = { port: storePort.number, region, credentials };
    }
    const site = siteFolder === undefined ? undefined : await openSite(siteFolder);
    const hostNames = ownHostNames(host, { addresses: ownAddresses(), hostName: hostname() });
    pagePort.serve(nodeListener(pageHandler({ hostNames, site, embeddedStore })));
    return {
      consoleOrigin: httpOrigin(host, pagePort.number),
      store: embeddedStore && {
        origin: httpOrigin(host, embeddedStore.port),
        credentials: embeddedStore.credentials,
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap(
    (addresses) => addresses?.map(({ address }) => address) ?? [],
  );
}
