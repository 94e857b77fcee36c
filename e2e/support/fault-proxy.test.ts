import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seededBytes } from './content.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';

const always = { matches: () => true, chance: 1 };

describe('startFaultProxy', () => {
  /** Echoes the body; tells what it was asked in headers. */
  let server: Server;
  let served: { line: string; host: string | undefined }[];
  let proxy: FaultProxy;

  beforeEach(async () => {
    served = [];
    server = createServer((req, res) => {
      served.push({ line: `${req.method} ${req.url}`, host: req.headers.host });
      res.writeHead(200, { 'X-Echo': 'yes', 'Set-Cookie': ['a=1', 'b=2'] });
      req.pipe(res);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    proxy = await startFaultProxy(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 1);
  });
  afterEach(async () => {
    await proxy.close();
    server.close();
    await once(server, 'close');
  });

  async function send(
    method: string,
    path: string,
    body = Buffer.alloc(0),
  ): Promise<[IncomingMessage, Buffer]> {
    const { hostname, port } = new URL(proxy.endpoint);
    const asking = request({ hostname, port, method, path, agent: false });
    asking.end(body);
    const [response] = (await once(asking, 'response')) as [IncomingMessage];
    return [response, await buffer(response)];
  }

  it('passes everything on as it came, the Host header too', async () => {
    const body = Buffer.concat([...seededBytes('proxy', 3_000_000)]);
    const [response, echoed] = await send('PUT', '/b/a%20b%2F?partNumber=1&x=%2B', body);
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({ 'x-echo': 'yes', 'set-cookie': ['a=1', 'b=2'] });
    expect(echoed.equals(body)).toBe(true);
    expect(served).toEqual([
      { line: 'PUT /b/a%20b%2F?partNumber=1&x=%2B', host: new URL(proxy.endpoint).host },
    ]);
  });

  it('answers 503 SlowDown without asking the server', async () => {
    proxy.setRules([{ ...always, fault: { kind: 'slow-down' } }]);
    const [response, body] = await send('PUT', '/b/k', Buffer.alloc(1_000_000));
    expect(response.statusCode).toBe(503);
    expect(response.headers['access-control-allow-origin']).toBe('*');
    expect(body.toString()).toContain('<Code>SlowDown</Code>');
    expect(served).toEqual([]);
  });

  it('drops in the request before the server answers', async () => {
    proxy.setRules([{ ...always, fault: { kind: 'drop', at: 'request' } }]);
    await expect(send('PUT', '/b/k', Buffer.alloc(5_000_000))).rejects.toThrow(/ECONNRESET|EPIPE|hang up/);
    await expect(send('GET', '/b/k')).rejects.toThrow(/ECONNRESET|hang up/);
    expect(served).toEqual([]);
    expect(proxy.counts.drop).toBe(2);
  });

  it('drops the answer after the server has acted', async () => {
    proxy.setRules([{ ...always, fault: { kind: 'drop', at: 'response' } }]);
    await expect(send('PUT', '/b/k', Buffer.alloc(1000))).rejects.toThrow(/ECONNRESET|hang up/);
    expect(served.map(({ line }) => line)).toEqual(['PUT /b/k']);
  });

  it('delays and throttles without changing a byte', async () => {
    const body = Buffer.concat([...seededBytes('slow', 50_000)]);
    proxy.setRules([{ ...always, fault: { kind: 'delay', ms: 50 } }]);
    expect((await send('PUT', '/b/k', body))[1].equals(body)).toBe(true);
    proxy.setRules([{ ...always, fault: { kind: 'throttle', bytesPerSecond: 200_000 } }]);
    expect((await send('PUT', '/b/k', body))[1].equals(body)).toBe(true);
    expect(proxy.counts).toMatchObject({ delay: 1, throttle: 1, requests: 2 });
  });

  it('hits the requests that match, as often as told, and the same ones for the same seed', async () => {
    const rule = {
      matches: ({ method, url }: { method: string; url: URL }) =>
        method === 'PUT' && url.searchParams.has('partNumber'),
      chance: 0.2,
      fault: { kind: 'slow-down' } as const,
    };
    const run = async (through: FaultProxy) => {
      through.setRules([rule]);
      const statuses: (number | undefined)[] = [];
      for (let part = 1; part <= 100; part += 1) {
        statuses.push((await fetch(`${through.endpoint}/b/k?partNumber=${part}`, { method: 'PUT' })).status);
      }
      return statuses;
    };
    const first = await run(proxy);
    const again = await startFaultProxy(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 1);
    expect(await run(again)).toEqual(first);
    await again.close();
    const hits = first.filter((status) => status === 503).length;
    expect(hits).toBe(proxy.counts['slow-down']);
    expect(hits).toBeGreaterThan(10);
    expect(hits).toBeLessThan(30);
    expect((await fetch(`${proxy.endpoint}/b/k?uploads`, { method: 'PUT' })).status).toBe(200);
  });

  it('lets preflights pass', async () => {
    proxy.setRules([{ ...always, fault: { kind: 'slow-down' } }]);
    expect((await send('OPTIONS', '/b/k'))[0].statusCode).toBe(200);
    expect(proxy.counts).toMatchObject({ preflights: 1, requests: 0, 'slow-down': 0 });
  });
});
