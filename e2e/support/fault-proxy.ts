import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { paced } from './paced.ts';
import { seededRandom } from './seeded-random.ts';

type Fault =
  /** Takes the whole request and answers 503 SlowDown, readable from any origin. */
  | { kind: 'slow-down' }
  /** Cuts the connection: in the request's body, or after the server has acted and before its answer. */
  | { kind: 'drop'; at: 'request' | 'response' }
  /** Passes the request on after so many ms. */
  | { kind: 'delay'; ms: number }
  /** Passes both bodies on at this speed. */
  | { kind: 'throttle'; bytesPerSecond: number };

interface FaultRule {
  matches: (request: { method: string; url: URL }) => boolean;
  /** Of the requests that match, the part that is hit: 0 to 1. */
  chance: number;
  fault: Fault;
}

export interface FaultProxy {
  /** Stands for the endpoint behind it. */
  endpoint: string;
  /** From here on these rules hold. A request is hit by the first rule that matches it and whose chance comes up. */
  setRules(rules: FaultRule[]): void;
  /** Preflights always pass and count as such only. */
  counts: Readonly<Record<'preflights' | 'requests' | Fault['kind'], number>>;
  close(): Promise<void>;
}

/**
 * A proxy in front of a storage endpoint that breaks some requests on purpose. It passes the `Host` header on as
 * it came, so that what a client signed for the proxy's address stays valid behind it.
 */
export async function startFaultProxy(endpoint: string, seed: number): Promise<FaultProxy> {
  const random = seededRandom(seed);
  const counts = { preflights: 0, requests: 0, 'slow-down': 0, drop: 0, delay: 0, throttle: 0 };
  let rules: FaultRule[] = [];

  const chooseFault = (req: IncomingMessage): Fault | undefined => {
    if (req.method === 'OPTIONS') {
      counts.preflights += 1;
      return undefined;
    }
    counts.requests += 1;
    const asked = { method: req.method ?? '', url: new URL(req.url ?? '/', endpoint) };
    const rule = rules.find(({ matches, chance }) => matches(asked) && random() < chance);
    if (rule) counts[rule.fault.kind] += 1;
    return rule?.fault;
  };

  const server = createServer((req, res) => {
    // Whatever breaks on one side is passed on as a broken connection to the other.
    answer(new URL(endpoint), chooseFault(req), req, res).catch(() => res.destroy());
  });
  server.requestTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    setRules: (next) => {
      rules = next;
    },
    counts,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function answer(
  endpoint: URL,
  fault: Fault | undefined,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  switch (fault?.kind) {
    case 'slow-down':
      await drain(req);
      res.writeHead(503, {
        'content-type': 'application/xml',
        'access-control-allow-origin': '*',
        'access-control-expose-headers': '*',
        'x-amz-request-id': 'FAULT',
      });
      res.end('<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>');
      return;
    case 'drop':
      if (fault.at === 'request') await Promise.race([once(req, 'data'), drain(req)]);
      else await askBehind(endpoint, req, res);
      res.destroy();
      return;
    case 'delay':
      await sleep(fault.ms);
      break;
  }
  const bytesPerSecond = fault?.kind === 'throttle' ? fault.bytesPerSecond : Number.POSITIVE_INFINITY;
  const behind = await askBehind(endpoint, req, res, bytesPerSecond);
  res.writeHead(behind.statusCode ?? 502, behind.statusMessage, behind.rawHeaders);
  res.flushHeaders();
  await pipeline(paced(behind, bytesPerSecond), res);
}

/** Sends the request as it came to the server behind; resolves when its answer begins. */
async function askBehind(
  { hostname, port }: URL,
  req: IncomingMessage,
  res: ServerResponse,
  bytesPerSecond = Number.POSITIVE_INFINITY,
): Promise<IncomingMessage> {
  const { method, url: path, rawHeaders: headers } = req;
  // A connection for each request: one that is kept may be closed by the server just as it is used again.
  const behind = request({ hostname, port, method, path, headers, setHost: false, agent: false });
  res.once('close', () => behind.destroy());
  // The server may answer before it has read all: then the answer counts, not what happens to the rest.
  const sent = pipeline(paced(req, bytesPerSecond), behind);
  const answered = once(behind, 'response') as Promise<[IncomingMessage]>;
  sent.catch(() => undefined);
  const [response] = await answered;
  return response;
}

async function drain(req: IncomingMessage): Promise<void> {
  req.resume();
  if (!req.readableEnded) await once(req, 'end');
}
