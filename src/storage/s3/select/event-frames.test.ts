import { describe, expect, it } from 'vitest';
import { eventMessage, joinBytes, selectEvent } from '../../testing/event-stream.ts';
import { createEventFrames, type EventFrame } from './event-frames.ts';

const hexOf = (text: string) =>
  [...text].map((sign) => sign.charCodeAt(0).toString(16).padStart(2, '0')).join('');
const header = (name: string, value: string) =>
  [
    name.length.toString(16).padStart(2, '0'),
    hexOf(name),
    '07',
    value.length.toString(16).padStart(4, '0'),
    hexOf(value),
  ].join('');
const bytesOf = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const event = header(':message-type', 'event');

/** Written out, with the checksums that MinIO's own constants have. */
const end = bytesOf(`0000003800000028c1c684d4${event}${header(':event-type', 'End')}cf97d392`);
const cont = bytesOf(`00000039000000298ba19df2${event}${header(':event-type', 'Cont')}9c864a0d`);
const records = bytesOf(
  `0000006900000055ea016f2e${event}${header(':content-type', 'application/octet-stream')}${header(':event-type', 'Records')}${hexOf('abc\n')}06e443fd`,
);
const stream = joinBytes(records, cont, records, end);

const shown = ({ headers, payload }: EventFrame) => [
  headers[':event-type'],
  new TextDecoder().decode(payload),
];
const whole = [
  ['Records', 'abc\n'],
  ['Cont', ''],
  ['Records', 'abc\n'],
  ['End', ''],
];

describe('event frames', () => {
  it('are those of the documents', () => {
    expect([end.length, cont.length, records.length]).toEqual([56, 57, 105]);
    const [frame] = createEventFrames().push(records);
    expect(frame?.headers).toEqual({
      ':message-type': 'event',
      ':content-type': 'application/octet-stream',
      ':event-type': 'Records',
    });
    expect([...createEventFrames().push(stream)].map(shown)).toEqual(whole);
  });

  it.each(Array.from({ length: stream.length + 1 }, (_, at) => at))('are found when cut at byte %i', (at) => {
    const frames = createEventFrames();
    const found = [stream.subarray(0, at), stream.subarray(at)]
      .flatMap((chunk) => [...frames.push(chunk)])
      .map(shown);
    expect(found).toEqual(whole);
  });

  it('are found byte by byte', () => {
    const frames = createEventFrames();
    const found = [...stream].flatMap((byte) => [...frames.push(Uint8Array.of(byte))]).map(shown);
    expect(found).toEqual(whole);
  });

  it('come as soon as each is whole', () => {
    const frames = createEventFrames();
    expect([...frames.push(joinBytes(records, cont.subarray(0, 20)))].map(shown)).toEqual([
      ['Records', 'abc\n'],
    ]);
    expect([...frames.push(cont.subarray(20))].map(shown)).toEqual([['Cont', '']]);
  });

  it('of many pieces are joined once', () => {
    const long = 'x'.repeat(128 * 1024);
    const message = selectEvent('Records', long);
    const frames = createEventFrames();
    const found: EventFrame[] = [];
    for (let at = 0; at < message.length; at += 100)
      found.push(...frames.push(message.subarray(at, at + 100)));
    expect(found.map(shown)).toEqual([['Records', long]]);
  });

  it.each([
    ['a byte of a length', 5],
    ['a byte of a header', 20],
    ['a byte of the payload', records.length - 6],
    ['a byte of the checksum', records.length - 1],
  ])('with %s changed are refused', (_, at) => {
    const damaged = Uint8Array.from(records);
    damaged[at] = (damaged[at] ?? 0) ^ 1;
    const frames = createEventFrames();
    expect(() => [...frames.push(damaged)]).toThrow(
      expect.objectContaining({ code: at < 12 ? 'not-supported' : 'not-s3' }),
    );
  });

  it.each([
    ['a document', '<?xml version="1.0"?><ListBucketResult/>'],
    ['a page', '<!doctype html><html></html>'],
    ['zeros', '\0'.repeat(20)],
  ])('are not seen in %s', (_, text) => {
    expect(() => [...createEventFrames().push(new TextEncoder().encode(text))]).toThrow(
      expect.objectContaining({ code: 'not-supported' }),
    );
  });

  it('keep headers in other alphabets', () => {
    const [frame] = createEventFrames().push(
      eventMessage({ ':message-type': 'error', ':error-message': '列不存在' }),
    );
    expect(frame?.headers[':error-message']).toBe('列不存在');
  });
});
