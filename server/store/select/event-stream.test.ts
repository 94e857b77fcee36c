import { describe, expect, it } from 'vitest';
import {
  continuationMessage,
  endMessage,
  errorMessage,
  progressMessage,
  recordsMessage,
  statsMessage,
} from './event-stream.ts';

describe('a message', () => {
  it.each([
    { name: 'End', bytes: endMessage(), length: 56, start: '0000003800000028c1c684d4', end: 'cf97d392' },
    {
      name: 'Cont',
      bytes: continuationMessage(),
      length: 57,
      start: '00000039000000298ba19df2',
      end: '9c864a0d',
    },
    {
      name: 'Records',
      bytes: recordsMessage(Buffer.from('abc\n')),
      length: 105,
      start: '0000006900000055ea016f2e',
      end: '06e443fd',
    },
  ])('is $name as S3 writes it', ({ bytes, length, start, end }) => {
    expect(bytes).toHaveLength(length);
    expect(bytes.subarray(0, 12).toString('hex')).toBe(start);
    expect(bytes.subarray(-4).toString('hex')).toBe(end);
  });

  it.each([
    { name: 'Progress', bytes: progressMessage({ scanned: 1, processed: 2, returned: 3 }) },
    { name: 'Stats', bytes: statsMessage({ scanned: 1, processed: 2, returned: 3 }) },
  ])('tells the counts of $name', ({ name, bytes }) => {
    const text = bytes.toString('latin1');
    expect(text).toContain(`:event-type\u0007\u0000${String.fromCharCode(name.length)}${name}`);
    expect(text).toContain(
      `<${name}><BytesScanned>1</BytesScanned><BytesProcessed>2</BytesProcessed><BytesReturned>3</BytesReturned></${name}>`,
    );
  });

  it('carries an error in its headers, and counts bytes there, not characters', () => {
    const bytes = errorMessage('CastFailed', 'ü');
    expect(bytes.readUInt32BE(0)).toBe(bytes.length);
    expect(bytes.readUInt32BE(4)).toBe(bytes.length - 16);
    expect(bytes.toString('utf8')).toContain(':error-message\u0007\u0000\u0002ü');
  });
});
