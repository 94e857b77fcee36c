import type { Bucket } from '../types.ts';
import { XmlScanner } from './xml-scan.ts';

/** One answer of ListBuckets; undefined where it is some other document. API: ListAllMyBucketsResult. */
export function parseBuckets(xml: string): { buckets: Bucket[]; next?: string } | undefined {
  const scanner = new XmlScanner(xml);
  const buckets: Bucket[] = [];
  let bucket: Bucket = { name: '' };
  let next: string | undefined;
  while (scanner.next()) {
    const { depth, kind, name, text } = scanner;
    if (depth === 1 && name !== 'ListAllMyBucketsResult') return undefined;
    if (depth === 2 && kind === 'close' && name === 'ContinuationToken') next = text || undefined;
    if (depth === 3 && kind === 'open') bucket = { name: '' };
    if (depth === 3 && kind === 'close' && name === 'Bucket') buckets.push(bucket);
    if (depth === 4 && kind === 'close' && name === 'Name') bucket.name = text;
    if (depth === 4 && kind === 'close' && name === 'CreationDate') bucket.createdAt = new Date(text);
  }
  return scanner.complete ? { buckets, next } : undefined;
}
