import { isLoopback } from '../connection.ts';
import { StorageError } from '../errors.ts';

/** Whether a page of `pageProtocol` ('https:' …) is barred from calling `url` by the browser's mixed content rule. */
export function isMixedContent(url: string, pageProtocol: string | undefined): boolean {
  if (pageProtocol !== 'https:') return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !isLoopback(hostname);
}

/** The protocol of the page that this code runs in; absent outside a browser. */
export function currentPageProtocol(): string | undefined {
  return typeof location === 'undefined' ? undefined : location.protocol;
}

/** The platform reports a local file that changed under an upload as a plain network failure: one read tells. */
async function isReadable(blob: Blob): Promise<boolean> {
  try {
    await blob.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

/**
 * Why a request that was not aborted brought no answer. A browser hides whether it was the network, a refusal or a
 * missing CORS header, so all of these are `network`.
 */
export async function noAnswerError(
  request: { url: string; body?: unknown },
  cause: unknown,
  pageProtocol: string | undefined,
): Promise<StorageError> {
  if (isMixedContent(request.url, pageProtocol)) return new StorageError('mixed-content', { cause });
  if (request.body instanceof Blob && !(await isReadable(request.body))) {
    return new StorageError('file-changed', { cause });
  }
  return new StorageError('network', { retryable: true, cause });
}
