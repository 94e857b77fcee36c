import { StorageError } from '../errors.ts';
import { startIdleTimer } from './idle-timer.ts';
import { currentPageProtocol, noAnswerError } from './no-answer.ts';
import type { Transport } from './transport.ts';

/** Header lines as `getAllResponseHeaders` gives them; names come in lower case already. */
export function parseHeaderLines(lines: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of lines.split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  return headers;
}

/** Answers to uploads are a few hundred bytes: they are taken whole. */
function streamOf(answer: ArrayBuffer | null): ReadableStream<Uint8Array> | null {
  return answer && answer.byteLength > 0 ? new Blob([answer]).stream() : null;
}

/**
 * Sends by XMLHttpRequest, the only way in a browser to see an upload's progress. A Blob body is handed over as it
 * is: the browser reads it from the disk itself, and no byte passes through this page's memory.
 */
export const xhrTransport: Transport = (request) =>
  new Promise((resolve, reject) => {
    const { method, url, headers, body, signal, onUploadProgress, idleTimeout } = request;
    if (signal?.aborted) {
      reject(new StorageError('aborted', { cause: signal.reason }));
      return;
    }
    const xhr = new XMLHttpRequest();
    const settle = (outcome: () => void) => {
      timer.stop();
      signal?.removeEventListener('abort', onAbort);
      outcome();
    };
    const onAbort = () => {
      settle(() => reject(new StorageError('aborted', { cause: signal?.reason })));
      xhr.abort();
    };
    const timer = startIdleTimer(idleTimeout, () => {
      settle(() => reject(new StorageError('timeout', { retryable: true })));
      xhr.abort();
    });
    signal?.addEventListener('abort', onAbort, { once: true });

    xhr.upload.onprogress = (event) => {
      timer.restart();
      onUploadProgress?.(event.loaded);
    };
    xhr.upload.onload = timer.restart;
    xhr.onprogress = timer.restart;
    xhr.onload = () =>
      settle(() =>
        resolve({
          status: xhr.status,
          headers: parseHeaderLines(xhr.getAllResponseHeaders()),
          body: streamOf(xhr.response as ArrayBuffer | null),
        }),
      );
    xhr.onerror = () =>
      settle(() => {
        void noAnswerError(request, undefined, currentPageProtocol()).then(reject);
      });

    xhr.open(method, url);
    xhr.responseType = 'arraybuffer';
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
    xhr.send(body);
  });
