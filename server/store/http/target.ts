import { S3Error } from './s3-error.ts';
import { decodeQueryComponent, decodeUri } from './uri-encoding.ts';

/** Query names and values in the order sent, decoded. */
export type Query = readonly (readonly [name: string, value: string])[];

/** What a path-style request is about. `bucket` is empty for the service itself, `key` for a bucket. */
export interface Target {
  /** The path as sent: SigV4 for S3 signs it without a second encoding or any normalisation. */
  rawPath: string;
  bucket: string;
  key: string;
  query: Query;
}

export type Level = 'service' | 'bucket' | 'object';

export function parseTarget(url: string): Target {
  if (!url.startsWith('/')) throw new S3Error('InvalidURI', 'The request target is not a path.');
  const mark = url.indexOf('?');
  const rawPath = mark === -1 ? url : url.slice(0, mark);
  const slash = rawPath.indexOf('/', 1);
  const [bucket, key] =
    slash === -1 ? [rawPath.slice(1), ''] : [rawPath.slice(1, slash), rawPath.slice(slash + 1)];
  return {
    rawPath,
    bucket: decodeUri(bucket),
    key: decodeUri(key),
    query: mark === -1 ? [] : parseQuery(url.slice(mark + 1)),
  };
}

export function levelOf({ bucket, key }: Pick<Target, 'bucket' | 'key'>): Level {
  if (key !== '') return 'object';
  return bucket === '' ? 'service' : 'bucket';
}

/** The first value of this name; S3 gives repeated parameters no meaning. */
export function queryValue(query: Query, name: string): string | undefined {
  return query.find(([candidate]) => candidate === name)?.[1];
}

function parseQuery(text: string): Query {
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      return equals === -1
        ? [decodeQueryComponent(pair), '']
        : [decodeQueryComponent(pair.slice(0, equals)), decodeQueryComponent(pair.slice(equals + 1))];
    });
}
