import { EventStreamCodec } from '@smithy/core/event-streams';

const codec = new EventStreamCodec(
  (bytes) => (typeof bytes === 'string' ? bytes : new TextDecoder().decode(bytes)),
  (text) => new TextEncoder().encode(text),
);

/** A message of an event stream, as a server sends it. */
export function eventMessage(headers: Record<string, string>, payload = ''): Uint8Array<ArrayBuffer> {
  const typed = Object.entries(headers).map(([name, value]) => [name, { type: 'string', value }] as const);
  return codec.encode({
    headers: Object.fromEntries(typed),
    body: new TextEncoder().encode(payload),
  }) as Uint8Array<ArrayBuffer>;
}

/** An event of S3 Select. */
export const selectEvent = (type: string, payload = '') =>
  eventMessage({ ':message-type': 'event', ':event-type': type }, payload);

export const countsEvent = (type: 'Progress' | 'Stats', scanned: number, end: string = type) =>
  selectEvent(
    type,
    `<?xml version="1.0" encoding="UTF-8"?><${type}><BytesScanned>${scanned}</BytesScanned>` +
      `<BytesProcessed>20</BytesProcessed><BytesReturned>3</BytesReturned></${end}>`,
  );

export function joinBytes(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
