import { type ChildServer, startChildServer } from './child-server.ts';

export interface PailServer {
  pageUrl: string;
  /** Absent with `--no-store`. */
  store: { endpoint: string; accessKeyId: string; secretAccessKey: string } | undefined;
  child: ChildServer;
}

/** Pail's own program, as `npm start` runs it once all is built, on free ports unless `flags` say otherwise. */
export async function startPailServer(flags: string[]): Promise<PailServer> {
  // Only the flags decide: a developer's own PAIL_* settings would change what is tested.
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('PAIL_')),
  );
  const args = ['build/server/main.js', '--port', '0', '--store-port', '0', ...flags];
  const { server, ready } = await startChildServer(process.execPath, args, {
    environment,
    ready: parseReady,
  });
  return { ...ready, child: server };
}

/** Reads the lines that the program prints when it is ready; undefined while they are not complete. */
function parseReady(output: string): Omit<PailServer, 'child'> | undefined {
  const page = /^Pail is ready\.\n {2}Console {5}(http:\/\/\S+)\n$/.exec(output);
  if (page?.[1]) return { pageUrl: page[1], store: undefined };
  const both =
    /^Pail is ready\.\n {2}Console {5}(http:\/\/\S+)\n {2}Store {7}(http:\/\/\S+)\n {2}Access key {2}(\S+)\n {2}Secret key {2}(\S+)\n$/.exec(
      output,
    );
  if (!both) return undefined;
  const [, pageUrl = '', endpoint = '', accessKeyId = '', secretAccessKey = ''] = both;
  return { pageUrl, store: { endpoint, accessKeyId, secretAccessKey } };
}
