import { describe, expect, it } from 'vitest';
import { createEventLines } from './event-lines.ts';

const record = (key: string, more: object = {}) =>
  `${JSON.stringify({
    Records: [
      {
        eventName: 's3:ObjectCreated:Put',
        eventTime: '2026-11-21T12:00:00.123Z',
        userIdentity: { principalId: 'AK' },
        requestParameters: { principalId: 'AK', sourceIPAddress: '10.0.0.7' },
        s3: {
          bucket: { name: 'photos' },
          object: { key, size: 42, eTag: 'e1', versionId: 'v1', sequencer: '1' },
        },
        source: { host: '10.0.0.7', userAgent: 'mc' },
        ...more,
      },
    ],
  })}\n`;

const pushAll = (...texts: string[]) => {
  const lines = createEventLines();
  return texts.flatMap((text) => lines.push(new TextEncoder().encode(text)));
};

const alive = { kind: 'alive' };

it('reads what a record says', () => {
  expect(pushAll(record('a b/猫.jpg'))).toEqual([
    {
      kind: 'event',
      name: 's3:ObjectCreated:Put',
      time: new Date('2026-11-21T12:00:00.123Z'),
      bucket: 'photos',
      key: 'a b/猫.jpg',
      size: 42,
      etag: 'e1',
      versionId: 'v1',
      who: 'AK',
      sourceIp: '10.0.0.7',
      userAgent: 'mc',
    },
  ]);
});

it('takes signs of life for what they are', () => {
  expect(pushAll(' ')).toEqual([alive]);
  expect(pushAll(' ', ' ', '{"Records":null}\n', '\n')).toEqual([alive, alive, alive, alive]);
});

it('reads a line behind many blanks, and several lines at once', () => {
  expect(pushAll(' ', '  ', `   ${record('a')}`)).toMatchObject([alive, alive, { key: 'a' }]);
  expect(pushAll(record('a') + record('b') + record('c'))).toMatchObject([
    { key: 'a' },
    { key: 'b' },
    { key: 'c' },
  ]);
});

it('puts together what was cut anywhere, also within a character', () => {
  const bytes = new TextEncoder().encode(record('猫/\u{1f408}.jpg') + record('b'));
  for (let cut = 1; cut < bytes.length; cut += 1) {
    const lines = createEventLines();
    const signals = [...lines.push(bytes.slice(0, cut)), ...lines.push(bytes.slice(cut))];
    expect(signals.filter(({ kind }) => kind === 'event')).toMatchObject([
      { key: '猫/\u{1f408}.jpg' },
      { key: 'b' },
    ]);
  }
  const one = createEventLines();
  const signals = [...bytes].flatMap((byte) => one.push(Uint8Array.of(byte)));
  expect(signals.filter(({ kind }) => kind === 'event')).toHaveLength(2);
});

it('keeps control and bidi characters of a key', () => {
  expect(pushAll(record('a\u0000\n\u202e.txt'))).toMatchObject([{ key: 'a\u0000\n\u202e.txt' }]);
});

describe('a record that says little', () => {
  it('still is an event', () => {
    const before = Date.now();
    const [event] = pushAll(
      '{"Records":[{"eventName":"ObjectRemoved:Delete","s3":{"object":{"key":"k"}}}]}\n',
    );
    expect(event).toMatchObject({ kind: 'event', name: 's3:ObjectRemoved:Delete', key: 'k', bucket: '' });
    expect((event as { time: Date }).time.getTime()).toBeGreaterThanOrEqual(before);
  });

  it.each(['{"Records":[null]}', '{"Records":["x"]}', '{"Records":[{"s3":7,"source":null}]}'])(
    '%s is no reason to fail',
    (line) => {
      expect(pushAll(`${line}\n`)).toMatchObject([{ kind: 'event', key: '' }]);
    },
  );

  it.each(['{}', '{"Records":{}}', '{"Records":[]}'])('%s tells nothing', (line) => {
    expect(pushAll(`${line}\n`)).toEqual([alive]);
  });
});

it.each([
  '<?xml version="1.0"?><ListBucketResult>',
  'data: {"Records":null}\n',
  '{"Records":[}\n',
  '[1',
  'null\n',
])('refuses %s', (text) => {
  expect(() => pushAll(text)).toThrow(SyntaxError);
});

it('does not gather a line without end', () => {
  const lines = createEventLines();
  const chunk = new TextEncoder().encode('{'.repeat(1_000_000));
  expect(() => {
    for (let turn = 0; turn < 10; turn += 1) lines.push(chunk);
  }).toThrow(SyntaxError);
});
