import { StorageError } from '../errors.ts';
import { startIdleTimer } from './idle-timer.ts';
import { currentPageProtocol, noAnswerError } from './no-answer.ts';
import type { Transport, TransportRequest } from './transport.ts';

/** Why a request was cut short by this side. */
type Cut = 'aborted' | 'timeout';

function cutError(cut: Cut, cause?: unknown): StorageError {
  return new StorageError(cut, { cause, retryable: cut === 'timeout' });
}

/**
 * The answer's body, whose failures are `StorageError`s too. Only a pending read counts as silence: a reader who
 * takes his time does not run into the time-out.
 */
function watchedBody(
  source: ReadableStream<Uint8Array>,
  request: TransportRequest,
  cutRequest: (cut: Cut) => void,
  currentCut: () => Cut | undefined,
  release: () => void,
): ReadableStream<Uint8Array> {
  const reader = source.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const timer = startIdleTimer(request.idleTimeout, () => cutRequest('timeout'));
        try {
          const { done, value } = await reader.read();
          if (value) controller.enqueue(value);
          if (done) {
            release();
            controller.close();
          }
        } catch (cause) {
          release();
          const cut = currentCut();
          controller.error(
            cut ? cutError(cut, cause) : new StorageError('network', { retryable: true, cause }),
          );
        } finally {
          timer.stop();
        }
      },
      async cancel(reason) {
        release();
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

/**
 * Sends by `fetch`. Used for everything without upload progress, and for everything where there is no XMLHttpRequest
 * (Node). Redirects are followed, because S3 answers "other region" with a 301 that has no Location: that one
 * arrives as an answer only so. `credentials: 'omit'` keeps cookies out and lets `Access-Control-Expose-Headers: *` count.
 */
export const fetchTransport: Transport = async (request) => {
  const { method, url, headers, body, signal, onUploadProgress } = request;
  if (signal?.aborted) throw cutError('aborted', signal.reason);
  const controller = new AbortController();
  let cut: Cut | undefined;
  const cutRequest = (reason: Cut) => {
    cut ??= reason;
    controller.abort();
  };
  const onAbort = () => cutRequest('aborted');
  signal?.addEventListener('abort', onAbort, { once: true });
  const release = () => signal?.removeEventListener('abort', onAbort);
  // fetch tells nothing while a body is on its way, so silence can be judged only where there is none to speak of.
  const timer = startIdleTimer(body instanceof Blob ? undefined : request.idleTimeout, () =>
    cutRequest('timeout'),
  );
  try {
    const response = await fetch(url, {
      method,
      headers,
      body,
      signal: controller.signal,
      credentials: 'omit',
      // Only where an answer could be cached: with it the browser adds `Cache-Control: no-cache` to the request, and
      // servers store that header of a PUT or of a CreateMultipartUpload with the object.
      cache: method === 'GET' || method === 'HEAD' ? 'no-store' : 'default',
      redirect: 'follow',
      referrerPolicy: 'no-referrer',
    });
    if (body instanceof Blob) onUploadProgress?.(body.size);
    if (!response.body) release();
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: response.body && watchedBody(response.body, request, cutRequest, () => cut, release),
    };
  } catch (cause) {
    release();
    if (cut) throw cutError(cut, cause);
    throw await noAnswerError(request, cause, currentPageProtocol());
  } finally {
    timer.stop();
  }
};
