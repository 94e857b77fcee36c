import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Delivered {
  EventName: string;
  Key: string;
  Records: readonly { s3: { object: { key: string; size?: number; versionId?: string } } }[];
}

interface Received {
  headers: IncomingMessage['headers'];
  body: Delivered;
}

/** A webhook on a real port. */
export interface WebhookReceiver {
  url: string;
  /** All that was posted, whatever it was answered with. */
  received: Received[];
  /** `Key` of all that was posted and taken, in order. */
  taken(): string[];
  /** The greatest number of requests that were in hand together. */
  mostAtOnce(): number;
  close(): Promise<void>;
}

/** `statuses` are the first answers; all others are 200. `port` 0 takes a free one. */
export async function startWebhookReceiver(
  statuses: readonly number[] = [],
  port = 0,
): Promise<WebhookReceiver> {
  const received: Received[] = [];
  const taken: string[] = [];
  const left = [...statuses];
  let inHand = 0;
  let mostAtOnce = 0;
  const server = createServer((req, res) => {
    inHand += 1;
    mostAtOnce = Math.max(mostAtOnce, inHand);
    const chunks: Buffer[] = [];
    req.on('data', (chunk) => chunks.push(chunk));
    req.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Delivered;
      received.push({ headers: req.headers, body });
      const status = left.shift() ?? 200;
      if (status === 200) taken.push(body.Key);
      inHand -= 1;
      res.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    taken: () => taken,
    mostAtOnce: () => mostAtOnce,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The address of a port on which nobody listens now. */
export async function freePort(): Promise<number> {
  const receiver = await startWebhookReceiver();
  await receiver.close();
  return Number(new URL(receiver.url).port);
}
