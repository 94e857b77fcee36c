import { HeadBucketCommand, HeadObjectCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { HttpRequest } from '@smithy/protocol-http';
import SparkMD5 from 'spark-md5';
import type { PlainRequest } from './caller.ts';
import type { RegionClient } from './client.ts';

/** Where the address goes is the SDK's to say (path or virtual host); all else is the call's own. */
export async function plainRequest(client: RegionClient, plain: PlainRequest): Promise<HttpRequest> {
  const { hostname, port, protocol, path, headers } = await addressed(client, plain);
  return new HttpRequest({
    method: plain.method,
    protocol,
    hostname,
    port,
    path,
    query: plain.query,
    headers: {
      host: headers.host ?? hostname,
      ...plain.headers,
      ...(plain.contentType && { 'content-type': plain.contentType }),
      ...(plain.body !== undefined && { 'content-md5': md5(plain.body) }),
    },
    body: plain.body,
  });
}

function addressed(client: RegionClient, { bucket, key }: PlainRequest): Promise<HttpRequest> {
  if (bucket === undefined) return client.requestOf(new ListBucketsCommand({}));
  if (key === undefined) return client.requestOf(new HeadBucketCommand({ Bucket: bucket }));
  return client.requestOf(new HeadObjectCommand({ Bucket: bucket, Key: key }));
}

/** Documents are small: hashing them takes no worker. */
const md5 = (text: string) =>
  btoa(SparkMD5.ArrayBuffer.hash(new TextEncoder().encode(text).buffer as ArrayBuffer, true));
