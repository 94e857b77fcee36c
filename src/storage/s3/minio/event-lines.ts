import type { BucketEvent, ListenSignal } from '../../events/event-types.ts';

/** Turns the bytes of a listening connection into signals, however they were cut on the way. */
export interface EventLines {
  /** Throws a `SyntaxError` for a line that is no JSON, and for an answer that is no stream of it. */
  push(chunk: Uint8Array): ListenSignal[];
}

/** Characters; far more than any event, and an end to what never ends its line. */
const longestLine = 4_000_000;

/**
 * Newline-delimited JSON. Between events a server sends single spaces, which then stand before the next line, or
 * lines whose `Records` is null.
 */
export function createEventLines(): EventLines {
  const decoder = new TextDecoder();
  let rest = '';
  return {
    push(chunk) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = (lines.pop() ?? '').trimStart();
      if ((rest !== '' && !rest.startsWith('{')) || rest.length > longestLine)
        throw new SyntaxError('Not a line of JSON.');
      const events = lines.flatMap(eventsOfLine);
      return events.length > 0 ? events : [{ kind: 'alive' }];
    },
  };
}

function eventsOfLine(line: string): BucketEvent[] {
  if (line.trim() === '') return [];
  if (!line.trimStart().startsWith('{')) throw new SyntaxError('Not a line of JSON objects.');
  const { Records: records } = fieldsOf(JSON.parse(line));
  return Array.isArray(records) ? records.map(eventOfRecord) : [];
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
function eventOfRecord(value: unknown): BucketEvent {
  const record = fieldsOf(value);
  const parameters = fieldsOf(record.requestParameters);
  const s3 = fieldsOf(record.s3);
  const object = fieldsOf(s3.object);
  const name = textOf(record.eventName) ?? '';
  const time = new Date(textOf(record.eventTime) ?? '');
  return {
    kind: 'event',
    // AWS leaves the beginning away in what it delivers.
    name: name.startsWith('s3:') ? name : `s3:${name}`,
    time: Number.isNaN(time.getTime()) ? new Date() : time,
    bucket: textOf(fieldsOf(s3.bucket).name) ?? '',
    key: textOf(object.key) ?? '',
    size: typeof object.size === 'number' ? object.size : undefined,
    etag: textOf(object.eTag),
    versionId: textOf(object.versionId),
    who: textOf(fieldsOf(record.userIdentity).principalId) ?? textOf(parameters.principalId),
    sourceIp: textOf(parameters.sourceIPAddress) ?? textOf(fieldsOf(record.source).host),
    userAgent: textOf(fieldsOf(record.source).userAgent),
  };
}

const fieldsOf = (value: unknown) =>
  (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
