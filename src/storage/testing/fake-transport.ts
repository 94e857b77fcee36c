import { StorageError } from '../errors.ts';
import type { Transport, TransportRequest, TransportResponse } from '../http/transport.ts';

export interface FakeAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
}

/** One request of the conversation; it ends in exactly one way. */
interface FakeExchange {
  readonly request: TransportRequest;
  readonly url: URL;
  respondWith(answer: FakeAnswer): void;
  failWith(error: StorageError): void;
}

export interface FakeTransport {
  readonly transport: Transport;
  /** The next request in the order of sending; waits for it. */
  nextRequest(): Promise<FakeExchange>;
  /** Throws where a request was never looked at, or never answered. For the end of every test. */
  expectNothingLeft(): void;
}

/** The network as a conversation: the test takes each request and answers it. An abort ends a request by itself. */
export function createFakeTransport(): FakeTransport {
  const arrived: FakeExchange[] = [];
  const takers: ((exchange: FakeExchange) => void)[] = [];
  const unanswered = new Set<FakeExchange>();

  const transport: Transport = (request) =>
    new Promise<TransportResponse>((resolve, reject) => {
      const end = (outcome: () => void) => {
        if (!unanswered.delete(exchange)) {
          throw new Error(`${request.method} ${request.url} has ended already.`);
        }
        outcome();
      };
      const exchange: FakeExchange = {
        request,
        url: new URL(request.url),
        respondWith: ({ status = 200, headers = {}, body }) =>
          end(() =>
            resolve({ status, headers, body: body === undefined ? null : new Blob([body]).stream() }),
          ),
        failWith: (error) => end(() => reject(error)),
      };
      unanswered.add(exchange);
      const onAbort = () => {
        if (unanswered.has(exchange)) exchange.failWith(new StorageError('aborted'));
      };
      if (request.signal?.aborted) onAbort();
      else request.signal?.addEventListener('abort', onAbort, { once: true });
      const taker = takers.shift();
      if (taker) taker(exchange);
      else arrived.push(exchange);
    });

  return {
    transport,
    nextRequest() {
      const exchange = arrived.shift();
      return exchange ? Promise.resolve(exchange) : new Promise((resolve) => takers.push(resolve));
    },
    expectNothingLeft() {
      const forgotten = arrived.map(({ request }) => `not expected: ${request.method} ${request.url}`);
      const open = [...unanswered].map(({ request }) => `not answered: ${request.method} ${request.url}`);
      const problems = [...forgotten, ...open];
      if (problems.length > 0) throw new Error(problems.join('\n'));
    },
  };
}
