import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browserTransport } from './browser-transport.ts';
import { readBytes } from './read-body.ts';
import type { TransportRequest } from './transport.ts';
import { parseHeaderLines } from './xhr-transport.ts';

/** As much of an XMLHttpRequest as an upload uses; the test plays the network. */
class FakeXhr {
  static last: FakeXhr;
  upload: { onprogress?: (event: { loaded: number }) => void; onload?: () => void } = {};
  onprogress?: () => void;
  onload?: () => void;
  onerror?: () => void;
  responseType = '';
  status = 0;
  response: ArrayBuffer | null = null;
  sent: { method?: string; url?: string; headers: Record<string, string>; body?: unknown } = { headers: {} };
  headerLines = '';
  isAborted = false;
  constructor() {
    FakeXhr.last = this;
  }
  open(method: string, url: string) {
    Object.assign(this.sent, { method, url });
  }
  setRequestHeader(name: string, value: string) {
    this.sent.headers[name] = value;
  }
  getAllResponseHeaders() {
    return this.headerLines;
  }
  send(body: unknown) {
    this.sent.body = body;
  }
  abort() {
    this.isAborted = true;
  }
  answer(status: number, headerLines: string, text = '') {
    this.status = status;
    this.headerLines = headerLines;
    this.response = new TextEncoder().encode(text).buffer;
    this.onload?.();
  }
}

const body = new Blob(['hello']);

function send(request: Partial<TransportRequest> = {}) {
  const pending = browserTransport({
    method: 'PUT',
    url: 'https://host/b/k',
    headers: { 'content-md5': 'x' },
    body,
    ...request,
  });
  // Failures are looked at later than they happen.
  pending.catch(() => {});
  return pending;
}

beforeEach(() => {
  vi.stubGlobal('XMLHttpRequest', FakeXhr);
  vi.useFakeTimers();
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('a file body in a browser', () => {
  it('is handed over as it is, and the answer is a value', async () => {
    const pending = send();
    expect(FakeXhr.last.sent).toEqual({
      method: 'PUT',
      url: 'https://host/b/k',
      headers: { 'content-md5': 'x' },
      body,
    });
    FakeXhr.last.answer(403, 'ETag: "abc"\r\nx-amz-request-id: 1:2\r\n', '<Error/>');
    const response = await pending;
    expect(response).toMatchObject({
      status: 403,
      headers: { etag: '"abc"', 'x-amz-request-id': '1:2' },
    });
    expect(new TextDecoder().decode(await readBytes(response.body))).toBe('<Error/>');
  });

  it('an empty answer has no body', async () => {
    const pending = send();
    FakeXhr.last.answer(200, '');
    expect((await pending).body).toBeNull();
  });

  it('reports progress', async () => {
    const seen: number[] = [];
    const pending = send({ onUploadProgress: (bytes) => seen.push(bytes) });
    FakeXhr.last.upload.onprogress?.({ loaded: 2 });
    FakeXhr.last.upload.onprogress?.({ loaded: 5 });
    FakeXhr.last.answer(200, '');
    await pending;
    expect(seen).toEqual([2, 5]);
  });

  it('an abort cancels the request itself', async () => {
    const controller = new AbortController();
    const pending = send({ signal: controller.signal });
    controller.abort();
    expect(FakeXhr.last.isAborted).toBe(true);
    await expect(pending).rejects.toMatchObject({ code: 'aborted', retryable: false });
  });

  it('an abort after the answer does nothing', async () => {
    const controller = new AbortController();
    const pending = send({ signal: controller.signal });
    FakeXhr.last.answer(200, '');
    await pending;
    controller.abort();
    expect(FakeXhr.last.isAborted).toBe(false);
  });

  it('without an answer it is a network failure', async () => {
    const pending = send();
    FakeXhr.last.onerror?.();
    await expect(pending).rejects.toMatchObject({ code: 'network', retryable: true });
  });

  it('silence ends it, counted from the last sign of life', async () => {
    const pending = send({ idleTimeout: 1000 });
    const { upload } = FakeXhr.last;
    vi.advanceTimersByTime(900);
    upload.onprogress?.({ loaded: 1 });
    vi.advanceTimersByTime(900);
    upload.onload?.();
    vi.advanceTimersByTime(900);
    expect(FakeXhr.last.isAborted).toBe(false);
    vi.advanceTimersByTime(100);
    expect(FakeXhr.last.isAborted).toBe(true);
    await expect(pending).rejects.toMatchObject({ code: 'timeout', retryable: true });
  });
});

it('everything else goes by fetch', async () => {
  const fetchSpy = vi.fn(async () => new Response('<ok/>', { status: 200 }));
  vi.stubGlobal('fetch', fetchSpy);
  await send({ body: '<xml/>' });
  await send({ method: 'GET', body: undefined });
  expect(fetchSpy).toHaveBeenCalledTimes(2);
});

it.each([
  { lines: '', headers: {} },
  { lines: 'a: 1\r\nB: x: y\r\n', headers: { a: '1', b: 'x: y' } },
  { lines: 'a:\r\nno colon\r\n', headers: { a: '' } },
])('parseHeaderLines $lines', ({ lines, headers }) => {
  expect(parseHeaderLines(lines)).toEqual(headers);
});
