import {
  createServer,
  type RequestListener,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { StartProblem, systemErrorCode } from './start-problem.ts';

/** How long requests that are in hand may go on after the program was told to stop, in ms. */
const graceMs = 2_000;

export interface Port {
  number: number;
  /** From here on requests are answered; those that came before have waited. */
  serve(listener: RequestListener): void;
  /** Accepts nothing more; requests in hand may finish, then are cut. */
  close(): Promise<void>;
}

/**
 * Takes a port at once and answers later, so that a taken port is known before anything else is touched.
 * `flag` is the flag to name when the port cannot be had.
 */
export async function takePort(
  { host, port, flag }: { host: string; port: number; flag: string },
  options: ServerOptions = {},
): Promise<Port> {
  const { promise: listener, resolve: serve } = withResolvers<RequestListener>();
  const inHand = new Set<ServerResponse>();
  const server = createServer(options, (req, res) => {
    inHand.add(res);
    res.once('close', () => {
      inHand.delete(res);
      if (!server.listening && inHand.size === 0) server.closeAllConnections();
    });
    listener.then((answer) => answer(req, res)).catch(() => res.destroy());
  });
  await listen(server, host, port, flag);
  return {
    number: (server.address() as AddressInfo).port,
    serve,
    close: async () => {
      const closed = new Promise<void>((done) => server.close(() => done()));
      // Browsers keep connections open ahead of any request: those need no patience.
      if (inHand.size === 0) server.closeAllConnections();
      const cut = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(cut);
    },
  };
}

function listen(server: Server, host: string, port: number, flag: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', (error) => fail(listenProblem(error, host, port, flag)));
    server.listen(port, host, done);
  });
}

function listenProblem(error: Error, host: string, port: number, flag: string): Error {
  switch (systemErrorCode(error)) {
    case 'EADDRINUSE':
      return new StartProblem(
        `Port ${port} on ${host} is taken: stop the program that has it, or choose another with ${flag}.`,
      );
    case 'EACCES':
      return new StartProblem(
        `Port ${port} is not open to ordinary users: choose one above 1023 with ${flag}.`,
      );
    case 'EADDRNOTAVAIL':
    case 'EAI_AGAIN':
    case 'ENOTFOUND':
    case 'EAFNOSUPPORT':
      return new StartProblem(`This machine has no address "${host}": choose one that it has with --host.`);
    default:
      return error;
  }
}

/** `Promise.withResolvers`, which Node 20 lacks. */
function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
