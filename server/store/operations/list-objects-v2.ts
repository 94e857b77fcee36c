import { type Operation, xmlReply } from '../http/call.ts';
import { invalidArgument } from '../http/s3-error.ts';
import { queryValue } from '../http/target.ts';
import {
  continuationToken,
  keyEncoder,
  pageLimit,
  parseContinuationToken,
} from '../listing/list-parameters.ts';
import { listedMetadata } from '../listing/listed-metadata.ts';
import { listPage } from '../listing/roll-up.ts';
import { objectScan } from '../listing/scans.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { checkKeyLength } from '../metadata/objects.ts';
import { leaf, xmlDocument } from '../xml/write-xml.ts';
import { commonPrefixElements } from './elements.ts';
import { contentsElement } from './list-objects.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export const listObjectsV2: Operation = (call) => {
  const {
    bucket,
    query,
    metadata: { tables },
  } = call;
  requireBucket(tables, bucket);
  const { encode, encodingType } = keyEncoder(query);
  const listType = queryValue(query, 'list-type');
  if (listType !== '2') throw invalidArgument('list-type', listType ?? '', 'The one list-type is 2.');
  const prefix = queryValue(query, 'prefix') ?? '';
  const delimiter = queryValue(query, 'delimiter') ?? '';
  const startAfter = queryValue(query, 'start-after') ?? '';
  const token = queryValue(query, 'continuation-token');
  const withMetadata = queryValue(query, 'metadata') === 'true';
  const withOwner = queryValue(query, 'fetch-owner') === 'true';
  // Clients send start-after again beside the token of a later page; the token is further on.
  const after = token === undefined ? startAfter : parseContinuationToken(token);
  checkKeyLength(prefix);
  checkKeyLength(after);
  const limit = pageLimit(query, 'max-keys');
  const page = listPage(objectScan(tables, bucket), {
    prefix,
    delimiter,
    after: after === '' ? undefined : { key: after },
    limit,
  });
  return xmlReply(
    xmlDocument('ListBucketResult', [
      leaf('Name', bucket),
      leaf('Prefix', encode(prefix)),
      leaf('StartAfter', startAfter === '' ? undefined : encode(startAfter)),
      leaf('ContinuationToken', token),
      leaf(
        'NextContinuationToken',
        page.truncated && page.last ? continuationToken(page.last.key) : undefined,
      ),
      leaf('KeyCount', page.rows.length + page.commonPrefixes.length),
      leaf('MaxKeys', limit),
      leaf('Delimiter', delimiter === '' ? undefined : encode(delimiter)),
      leaf('IsTruncated', page.truncated),
      leaf('EncodingType', encodingType),
      ...page.rows.map(({ key, value }) =>
        contentsElement(encode(key), value, withOwner, withMetadata ? listedMetadata(call, key, value) : ''),
      ),
      commonPrefixElements(page.commonPrefixes, encode),
    ]),
  );
};
