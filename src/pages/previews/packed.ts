import type { ObjectHead } from '../../storage/index.ts';

/** Whether the browser unpacks it on its way in (Content-Encoding): then a range of it is no range of what is seen. */
export function isPacked(head: Pick<ObjectHead, 'contentEncoding'>): boolean {
  const codings = (head.contentEncoding ?? '').toLowerCase().split(',');
  return codings.some((coding) => ['gzip', 'x-gzip', 'deflate', 'br', 'zstd'].includes(coding.trim()));
}
