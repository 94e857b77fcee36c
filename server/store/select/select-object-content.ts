import { readingKey } from '../encryption/reading-key.ts';
import { objectEvent } from '../events/object-event.ts';
import type { Call, Operation, Profile, Reply } from '../http/call.ts';
import { S3Error } from '../http/s3-error.ts';
import { queryValue } from '../http/target.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { maxDocumentBytes } from '../operations/limits.ts';
import { readableVersion } from '../operations/readable-version.ts';
import { readDocument } from '../payload/payload.ts';
import { type ObjectBytes, scanStart } from './open-input.ts';
import { openSelection, type Selection } from './open-selection.ts';
import { selectMessages } from './select-messages.ts';
import { readSelectRequest, type SelectRequest } from './select-request.ts';
import { parseQuery } from './translate.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_SelectObjectContent.html */
export const selectObjectContent: Operation = async (call) => {
  if (queryValue(call.query, 'select-type') !== '2') {
    throw new S3Error('InvalidRequest', 'The query of this request has select-type=2.').orInMinio(
      'BadRequest',
    );
  }
  if (call.headers.has('range')) {
    throw new S3Error('UnsupportedRangeHeader', 'SelectObjectContent takes no Range; it has a ScanRange.');
  }
  const request = readSelectRequest(await readDocument(call.payload, maxDocumentBytes), call.profile);
  const query = parseQuery(request.expression);
  const ended = new AbortController();
  const signal = AbortSignal.any([call.signal, ended.signal]);
  const object = await openObject(call, request);
  const { profile } = call;
  const selection = await openSelection({ object, request, query, profile, now: call.now(), signal });
  return streamed(profile, request, selection, () => ended.abort());
};

/** The object as it is at this moment: later changes of the key do not touch what was begun. */
async function openObject(call: Call, request: SelectRequest): Promise<ObjectBytes> {
  const { bucket, headers, query, metadata, contents, isPrivate } = call;
  requireBucket(metadata.tables, bucket);
  const object = readableVersion(call, queryValue(query, 'versionId'));
  const key = readingKey(object.encryption, headers, isPrivate, '');
  const event = objectEvent('s3:ObjectAccessed:Get', bucket, call.key, object, call.source, call.now(), {
    versioned: object.versionId !== 'null',
  });
  call.events.notify([event]);
  const { size } = object;
  const first = Math.min(scanStart(request, size), size - 1);
  return {
    size,
    reader: await contents.read(object, first > 0 ? { first, last: size - 1 } : undefined, key),
    reopen: () => contents.read(object, undefined, key),
    scratchPath: contents.scratchPath,
  };
}

function streamed(
  profile: Profile,
  { wantsProgress }: SelectRequest,
  { records, counts, dispose }: Selection,
  abort: () => void,
): Reply {
  const messages = selectMessages(records, { counts, wantsProgress, profile });
  return {
    status: 200,
    headers: { 'content-type': 'application/octet-stream' },
    body: {
      chunks: () => messages,
      async close() {
        abort();
        await messages.return(undefined);
        await dispose();
      },
    },
  };
}
