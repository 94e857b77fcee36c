import { visibleBuckets } from '../access/visible-buckets.ts';
import { type Operation, ownerId, xmlReply } from '../http/call.ts';
import { queryValue } from '../http/target.ts';
import { continuationToken, pageLimit, parseContinuationToken } from '../listing/list-parameters.ts';
import { listBucketRecords } from '../metadata/buckets.ts';
import { element, leaf, xmlDocument } from '../xml/write-xml.ts';
import { isoTime, ownerElement } from './elements.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
export const listBuckets: Operation = ({ query, metadata, region, access }) => {
  const token = queryValue(query, 'continuation-token');
  const prefix = queryValue(query, 'prefix') ?? '';
  const askedRegion = queryValue(query, 'bucket-region');
  // Without max-buckets the answer is all of them, as it was before there were pages.
  const limit =
    queryValue(query, 'max-buckets') === undefined
      ? Number.POSITIVE_INFINITY
      : pageLimit(query, 'max-buckets');
  const names: string[] = [];
  const buckets: string[] = [];
  let truncated = false;
  const after = token ? parseContinuationToken(token) : '';
  const visible = visibleBuckets(access, listBucketRecords(metadata.tables, ''));
  for (const { name, created, location } of visible) {
    const bucketRegion = location ?? region;
    if (name <= after) continue;
    if (!name.startsWith(prefix) || (askedRegion && askedRegion !== bucketRegion)) continue;
    truncated = names.length === limit;
    if (truncated) break;
    names.push(name);
    buckets.push(
      element('Bucket', [
        leaf('Name', name),
        leaf('CreationDate', isoTime(created)),
        leaf('BucketRegion', bucketRegion),
      ]),
    );
  }
  const last = names.at(-1);
  return xmlReply(
    xmlDocument('ListAllMyBucketsResult', [
      ownerElement('Owner', ownerId),
      element('Buckets', buckets),
      leaf('ContinuationToken', truncated && last !== undefined ? continuationToken(last) : undefined),
      leaf('Prefix', prefix === '' ? undefined : prefix),
    ]),
  );
};
