import { expect, it } from 'vitest';
import { createListingParser } from './listing-parser.ts';
import type { ParseReply, ParseRequest } from './listing-protocol.ts';
import { parseListing } from './parse-listing.ts';

/** A worker as the page sees it; the test decides when it loads, works and breaks. */
class FakeWorker extends EventTarget {
  readonly requests: ParseRequest[] = [];
  isTerminated = false;

  postMessage(request: ParseRequest, transfer: ArrayBuffer[]) {
    this.requests.push(structuredClone(request, { transfer }));
  }
  terminate() {
    this.isTerminated = true;
  }
  say(reply: ParseReply) {
    this.dispatchEvent(new MessageEvent('message', { data: reply }));
  }
  /** Parses the oldest request as the real one does. */
  work() {
    const request = this.requests.shift();
    if (!request) throw new Error('Nothing was asked.');
    const listing = parseListing(new TextDecoder().decode(request.bytes));
    this.say({ kind: 'parsed', id: request.id, listing });
  }
}

function page(key: string): ArrayBuffer {
  const xml = `<ListBucketResult><Contents><Key>${key}</Key></Contents></ListBucketResult>`;
  return new TextEncoder().encode(xml).buffer;
}

function scene() {
  const worker = new FakeWorker();
  let started = 0;
  const parse = createListingParser(() => {
    started += 1;
    return worker as unknown as Worker;
  });
  return { worker, parse, started: () => started };
}

const withKey = (key: string) => ({ kind: 'page', page: { entries: [{ key }] } });

it('parses here while the worker loads, then there', async () => {
  const { worker, parse, started } = scene();
  expect(await parse(page('first'))).toMatchObject(withKey('first'));
  expect(worker.requests).toEqual([]);
  worker.say({ kind: 'ready' });
  const bytes = page('second');
  const second = parse(bytes);
  const third = parse(page('third'));
  expect(bytes.byteLength).toBe(0);
  expect(worker.requests).toHaveLength(2);
  worker.work();
  worker.work();
  expect(await second).toMatchObject(withKey('second'));
  expect(await third).toMatchObject(withKey('third'));
  expect(started()).toBe(1);
});

it('gives each answer to its question, whatever the order', async () => {
  const { worker, parse } = scene();
  await parse(page('warm'));
  worker.say({ kind: 'ready' });
  const first = parse(page('first'));
  const second = parse(page('second'));
  worker.requests.reverse();
  worker.work();
  worker.work();
  expect(await first).toMatchObject(withKey('first'));
  expect(await second).toMatchObject(withKey('second'));
});

it('remembers a worker that does not load', async () => {
  const { worker, parse, started } = scene();
  await parse(page('first'));
  worker.dispatchEvent(new Event('error'));
  expect(await parse(page('second'))).toMatchObject(withKey('second'));
  expect(worker.requests).toEqual([]);
  expect(started()).toBe(1);
});

it('remembers that there are no workers', async () => {
  let started = 0;
  const parse = createListingParser(() => {
    started += 1;
    throw new ReferenceError('Worker is not defined');
  });
  expect(await parse(page('first'))).toMatchObject(withKey('first'));
  expect(await parse(page('second'))).toMatchObject(withKey('second'));
  expect(started).toBe(1);
});

it('a worker that breaks fails what it had, as something that may be tried again, and is not used any more', async () => {
  const { worker, parse } = scene();
  await parse(page('warm'));
  worker.say({ kind: 'ready' });
  const lost = parse(page('lost'));
  worker.dispatchEvent(new Event('error'));
  await expect(lost).rejects.toMatchObject({ code: 'unknown', retryable: true });
  expect(worker.isTerminated).toBe(true);
  expect(await parse(page('next'))).toMatchObject(withKey('next'));
});
