import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type LocalServer, startLocalServer } from '../testing/local-server.mjs';
import { fetchTransport } from './fetch-transport.ts';
import { readBytes } from './read-body.ts';
import type { TransportRequest } from './transport.ts';

let server: LocalServer;

beforeEach(async () => {
  server = await startLocalServer();
});

afterEach(async () => {
  vi.unstubAllGlobals();
  await server.close();
});

function send(request: Partial<TransportRequest> = {}) {
  return fetchTransport({ method: 'GET', url: `${server.url}/b/k?list-type=2`, headers: {}, ...request });
}

async function textOf(body: ReadableStream<Uint8Array> | null): Promise<string> {
  return new TextDecoder().decode(await readBytes(body));
}

describe('fetchTransport', () => {
  it('sends the request as it is and answers with any status as a value', async () => {
    const url = `${server.url}/b/a%20b//c?x=%2B&y=`;
    const pending = send({
      method: 'PUT',
      url,
      headers: { 'x-amz-date': 'now' },
      body: new Blob(['hello'], { type: 'image/png' }),
    });
    const request = await server.nextRequest();
    expect(request).toMatchObject({ method: 'PUT', url: '/b/a%20b//c?x=%2B&y=' });
    expect(request.headers).toMatchObject({ 'x-amz-date': 'now', 'content-length': '5' });
    expect(await request.bodyRead).toBe('hello');
    request.respond(503, { 'Retry-After': '7' }, '<Error/>');
    const response = await pending;
    expect(response.status).toBe(503);
    expect(response.headers['retry-after']).toBe('7');
    expect(await textOf(response.body)).toBe('<Error/>');
  });

  it('does not send cache headers with a write, for servers store them with the object', async () => {
    const pending = send({ method: 'POST', body: 'x' });
    const request = await server.nextRequest();
    expect(request.headers['cache-control']).toBeUndefined();
    expect(request.headers.pragma).toBeUndefined();
    request.respond(200, {}, '');
    await pending;
  });

  it('reports a file body as sent when the answer comes', async () => {
    const onUploadProgress = vi.fn();
    const pending = send({ method: 'PUT', body: new Blob(['hello']), onUploadProgress });
    const request = await server.nextRequest();
    await request.bodyRead;
    expect(onUploadProgress).not.toHaveBeenCalled();
    request.respond(200, {}, '');
    await pending;
    expect(onUploadProgress.mock.calls).toEqual([[5]]);
  });

  it('has no body where the answer has none', async () => {
    const pending = send({ method: 'HEAD' });
    (await server.nextRequest()).respond(404, {}, '');
    expect(await pending).toMatchObject({ status: 404, body: null });
  });

  it('a dropped connection is a network failure that may pass', async () => {
    const pending = send();
    (await server.nextRequest()).cut();
    await expect(pending).rejects.toMatchObject({ code: 'network', retryable: true });
  });

  it('a connection dropped within the body fails the body', async () => {
    const pending = send();
    const request = await server.nextRequest();
    request.begin(200, { 'Content-Length': '100' }, 'the beginning');
    const { body } = await pending;
    const reader = body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('the beginning');
    request.cut();
    await expect(reader?.read()).rejects.toMatchObject({ code: 'network', retryable: true });
  });

  it('says what a page of https may not do', async () => {
    vi.stubGlobal('location', { protocol: 'https:' });
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    await expect(send({ url: 'http://s3.example.com/' })).rejects.toMatchObject({ code: 'mixed-content' });
  });
});

describe('abort', () => {
  const aborted = { code: 'aborted', retryable: false };

  it('before it begins: nothing is sent', async () => {
    const fetchSpy = vi.fn();
    vi.stubGlobal('fetch', fetchSpy);
    await expect(send({ signal: AbortSignal.abort() })).rejects.toMatchObject(aborted);
    expect(fetchSpy).not.toHaveBeenCalled();
  });

  it('ends a request that waits, on the network too', async () => {
    const controller = new AbortController();
    const pending = send({ signal: controller.signal });
    const request = await server.nextRequest();
    controller.abort();
    await expect(pending).rejects.toMatchObject(aborted);
    expect(await request.clientGone).toBe(true);
  });

  it('ends an answer that is being read, on the network too', async () => {
    const controller = new AbortController();
    const pending = send({ signal: controller.signal });
    const request = await server.nextRequest();
    request.begin(200, { 'Content-Length': '100' }, 'the beginning');
    const reader = (await pending).body?.getReader();
    await reader?.read();
    controller.abort();
    await expect(reader?.read()).rejects.toMatchObject(aborted);
    expect(await request.clientGone).toBe(true);
  });

  it('a reader who stops ends the request', async () => {
    const pending = send();
    const request = await server.nextRequest();
    request.begin(200, { 'Content-Length': '100' }, 'the beginning');
    const { body } = await pending;
    await body?.cancel();
    expect(await request.clientGone).toBe(true);
  });
});

describe('idle time-out', () => {
  const timeout = { code: 'timeout', retryable: true };

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('ends a request without an answer', async () => {
    const pending = send({ idleTimeout: 60_000 });
    const failure = expect(pending).rejects.toMatchObject(timeout);
    const request = await server.nextRequest();
    vi.advanceTimersByTime(60_000);
    await failure;
    expect(await request.clientGone).toBe(true);
  });

  it('ends an answer that falls silent, but only while somebody reads', async () => {
    const pending = send({ idleTimeout: 60_000 });
    const request = await server.nextRequest();
    request.begin(200, { 'Content-Length': '100' }, 'the beginning');
    const reader = (await pending).body?.getReader();
    await vi.advanceTimersByTimeAsync(120_000);
    expect((await reader?.read())?.done).toBe(false);
    await vi.advanceTimersByTimeAsync(120_000);
    const failure = expect(reader?.read()).rejects.toMatchObject(timeout);
    await vi.advanceTimersByTimeAsync(60_000);
    await failure;
    expect(await request.clientGone).toBe(true);
  });
});
