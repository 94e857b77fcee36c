import { expect, it } from 'vitest';
import type { Call, Reply } from '../http/call.ts';
import { parseTarget } from '../http/target.ts';
import { listen } from './listen.ts';
import { openSubscriptions } from './subscriptions.ts';

const event = {
  name: 's3:ObjectCreated:Put',
  bucket: 'b',
  key: 'k',
  time: 0,
  source: { requestId: '', principalId: '', address: '', userAgent: '' },
};

/** To all buckets, so that no metadata is needed; a ping of hours, so that nothing comes but what is told. */
async function begin(signal: AbortSignal) {
  const subscriptions = openSubscriptions();
  const { query } = parseTarget('/?events=s3:ObjectCreated:*&ping=10000');
  const call = { bucket: '', query, profile: 'aws', signal, events: subscriptions, metadata: {} };
  const { body } = (await listen(call as unknown as Call)) as Reply;
  if (typeof body !== 'object') throw new Error('Listening answers with a stream.');
  return { subscriptions, chunks: body.chunks(), close: body.close };
}

it('ends when the client goes', async () => {
  const gone = new AbortController();
  const { chunks } = await begin(gone.signal);
  expect(String((await chunks.next()).value)).toBe('{"Records":null}\n');
  const next = chunks.next();
  gone.abort();
  expect(await next).toEqual({ done: true, value: undefined });
});

it('ends when the store closes, after what it had still to tell', async () => {
  const { subscriptions, chunks } = await begin(new AbortController().signal);
  await chunks.next();
  subscriptions.tell(event, () => 'one\n');
  subscriptions.tell(event, () => 'two\n');
  subscriptions.close();
  expect(String((await chunks.next()).value)).toBe('one\ntwo\n');
  expect(await chunks.next()).toEqual({ done: true, value: undefined });
});

it('is over once the reply is closed, also when nothing was read', async () => {
  const { subscriptions, close } = await begin(new AbortController().signal);
  let told = 0;
  const lineOf = () => {
    told += 1;
    return '';
  };
  subscriptions.tell(event, lineOf);
  await close();
  subscriptions.tell(event, lineOf);
  expect(told).toBe(1);
});
