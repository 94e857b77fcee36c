import { crc32 } from 'node:zlib';

/** Header values are texts: type 7. */
const textType = 7;
/** Two lengths and their checksum before the headers, and a checksum at the end. */
const preludeBytes = 12;
const overheadBytes = preludeBytes + 4;

/** What S3 counts while it selects, in bytes. */
export interface SelectCounts {
  /** Of the object as it is stored. */
  scanned: number;
  /** Of what that is when decompressed. */
  processed: number;
  returned: number;
}

/** At most 128 KiB a message. */
export const recordsMessage = (payload: Buffer) =>
  message(
    { ':message-type': 'event', ':content-type': 'application/octet-stream', ':event-type': 'Records' },
    payload,
  );

export const progressMessage = (counts: SelectCounts) => countsMessage('Progress', counts);

export const statsMessage = (counts: SelectCounts) => countsMessage('Stats', counts);

/** Says no more than that the connection lives. */
export const continuationMessage = () => message({ ':message-type': 'event', ':event-type': 'Cont' });

/** Without it the answer is not whole. */
export const endMessage = () => message({ ':message-type': 'event', ':event-type': 'End' });

/** Ends an answer in place of the end message. */
export const errorMessage = (code: string, text: string) =>
  message({ ':error-code': code, ':error-message': text, ':message-type': 'error' });

/** https://docs.aws.amazon.com/AmazonS3/latest/API/RESTSelectObjectAppendix.html */
function message(headers: Record<string, string>, payload: Uint8Array = new Uint8Array()): Buffer {
  const head = Buffer.concat(Object.entries(headers).map(([name, value]) => header(name, value)));
  const bytes = Buffer.alloc(overheadBytes + head.length + payload.length);
  bytes.writeUInt32BE(bytes.length, 0);
  bytes.writeUInt32BE(head.length, 4);
  bytes.writeUInt32BE(crc32(bytes.subarray(0, 8)), 8);
  bytes.set(head, preludeBytes);
  bytes.set(payload, preludeBytes + head.length);
  bytes.writeUInt32BE(crc32(bytes.subarray(0, -4)), bytes.length - 4);
  return bytes;
}

function header(name: string, value: string): Buffer {
  const text = Buffer.from(value, 'utf8');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length);
  return Buffer.concat([
    Buffer.from([name.length]),
    Buffer.from(name),
    Buffer.from([textType]),
    length,
    text,
  ]);
}

function countsMessage(name: 'Progress' | 'Stats', { scanned, processed, returned }: SelectCounts): Buffer {
  const counts =
    `<BytesScanned>${scanned}</BytesScanned><BytesProcessed>${processed}</BytesProcessed>` +
    `<BytesReturned>${returned}</BytesReturned>`;
  return message(
    { ':message-type': 'event', ':content-type': 'text/xml', ':event-type': name },
    Buffer.from(`<?xml version="1.0" encoding="UTF-8"?><${name}>${counts}</${name}>`),
  );
}
