import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sign, signingKey, stringToSign } from '../auth/signature.ts';
import { ChunkDecoder, type ChunkDecoderOptions } from './chunk-decoder.ts';

/** Feeds the body in pieces of the given lengths, the last one taking the rest. */
function decode(body: Buffer, options: ChunkDecoderOptions, ...lengths: number[]) {
  const decoder = new ChunkDecoder(options);
  const payload: Buffer[] = [];
  let offset = 0;
  for (const length of [...lengths, body.length]) {
    payload.push(...decoder.push(body.subarray(offset, offset + length)));
    offset += length;
  }
  decoder.end();
  return { payload: Buffer.concat(payload), trailers: Object.fromEntries(decoder.trailers) };
}

const helloChain = {
  signing: {
    key: signingKey('S', '20231114/us-east-1/s3/aws4_request'),
    amzDate: '20231114T221320Z',
    scope: '20231114/us-east-1/s3/aws4_request',
  },
  seedSignature: 'caf53429adc902116400e39226194ebb2fd942679b7a28b2490f263f5e4dacb8',
};
const trailerNames = ['x-amz-checksum-crc32'];
const chunkSignature = '5466c4027ba754e66af6d3148dcf459c0df4181cb49d6ca9add608f5aaa7f59f';
const endSignature = '6da05c6690caba8e617d756c2ee68fbc2282d84c4ade6878d893bda167c524be';
const trailerSignature = '15a8b6325a8bb029e13d0a27381ba9bc28881cb97d788c6f3770c64e989c052e';
const helloLines = [
  `5;chunk-signature=${chunkSignature}`,
  'hello',
  `0;chunk-signature=${endSignature}`,
  'x-amz-checksum-crc32:NhCmhg==',
  `x-amz-trailer-signature:${trailerSignature}`,
  '',
  '',
];

/** The example of AWS: 65,536 and 1,024 times the letter a. */
const publishedChain = {
  signing: {
    key: signingKey('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', '20130524/us-east-1/s3/aws4_request'),
    amzDate: '20130524T000000Z',
    scope: '20130524/us-east-1/s3/aws4_request',
  },
  seedSignature: '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
};
const publishedBody = Buffer.from(
  [
    '10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648',
    'a'.repeat(65_536),
    '400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497',
    'a'.repeat(1024),
    '0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9',
    '',
    '',
  ].join('\r\n'),
);

const unsignedBody = Buffer.from('5\r\nhello\r\n1\r\n!\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n');

describe('chunks', () => {
  const bodies = [
    {
      name: 'signed, with a signed trailer',
      body: Buffer.from(helloLines.join('\r\n')),
      options: { chain: helloChain, trailerNames },
      payload: 'hello',
      trailers: { 'x-amz-checksum-crc32': 'NhCmhg==' },
    },
    {
      name: 'signed, with an empty line before the signature of the trailer',
      body: Buffer.from(helloLines.join('\r\n').replace('NhCmhg==\r\n', 'NhCmhg==\n\r\n')),
      options: { chain: helloChain, trailerNames },
      payload: 'hello',
      trailers: { 'x-amz-checksum-crc32': 'NhCmhg==' },
    },
    {
      name: 'unsigned, with a trailer',
      body: unsignedBody,
      options: { trailerNames },
      payload: 'hello!',
      trailers: { 'x-amz-checksum-crc32': 'AAAAAA==' },
    },
    {
      name: 'unsigned, with no payload and no announced trailer',
      body: Buffer.from('0\r\n\r\n'),
      options: { trailerNames: [] },
      payload: '',
      trailers: {},
    },
  ];

  it.each(bodies)('$name are decoded wherever they are split', ({ body, options, payload, trailers }) => {
    const expected = { payload: Buffer.from(payload), trailers };
    for (let split = 0; split <= body.length; split += 1) {
      expect(decode(body, options, split), `split at ${split}`).toEqual(expected);
    }
    expect(decode(body, options, ...Array.from({ length: body.length }, () => 1))).toEqual(expected);
  });

  it.each(bodies)('$name are incomplete wherever they end early', ({ body, options }) => {
    for (let end = 0; end < body.length; end += 1) {
      expect(() => decode(body.subarray(0, end), options), `end at ${end}`).toThrow(
        expect.objectContaining({ code: 'IncompleteBody' }),
      );
    }
  });

  it('of the published example have the published signatures', () => {
    const expected = createHash('md5').update('a'.repeat(66_560)).digest('hex');
    for (const lengths of [[], [1], [88, 65_536], [65_630, 3, 90], [40_000, 40_000]]) {
      const { payload } = decode(publishedBody, { chain: publishedChain }, ...lengths);
      expect(createHash('md5').update(payload).digest('hex')).toBe(expected);
    }
  });
});

describe('refusals', () => {
  const changed = (from: string | RegExp, to: string) =>
    Buffer.from(helloLines.join('\r\n').replace(from, to));
  const signed = { chain: helloChain, trailerNames };
  const unsigned = { trailerNames };

  it.each([
    { why: 'other bytes', code: 'SignatureDoesNotMatch', body: changed('hello', 'jello'), options: signed },
    {
      why: 'another seed',
      code: 'SignatureDoesNotMatch',
      body: changed(/^/, ''),
      options: { ...signed, chain: { ...helloChain, seedSignature: '0' } },
    },
    {
      why: 'another trailer',
      code: 'SignatureDoesNotMatch',
      body: changed('NhCmhg==', 'AAAAAA=='),
      options: signed,
    },
    {
      why: 'another end',
      code: 'SignatureDoesNotMatch',
      body: changed(endSignature, chunkSignature),
      options: signed,
    },
    {
      why: 'no signature of the trailer',
      code: 'IncompleteBody',
      body: changed(/x-amz-trailer-signature.*/, ''),
      options: signed,
    },
    {
      why: 'unsigned chunks where signed were promised',
      code: 'IncompleteBody',
      body: unsignedBody,
      options: signed,
    },
    {
      why: 'signed chunks where unsigned were promised',
      code: 'IncompleteBody',
      body: changed(/^/, ''),
      options: unsigned,
    },
    { why: 'no size', code: 'IncompleteBody', body: Buffer.from('\r\nhello'), options: unsigned },
    {
      why: 'a size that is no number',
      code: 'IncompleteBody',
      body: Buffer.from('5x\r\nhello'),
      options: unsigned,
    },
    {
      why: 'more bytes than the size',
      code: 'IncompleteBody',
      body: Buffer.from('4\r\nhello\r\n0\r\n'),
      options: unsigned,
    },
    {
      why: 'bytes behind the end',
      code: 'IncompleteBody',
      body: Buffer.concat([unsignedBody, Buffer.from('5\r\n')]),
      options: unsigned,
    },
    {
      why: 'less than a line behind the end',
      code: 'IncompleteBody',
      body: Buffer.concat([unsignedBody, Buffer.from('5')]),
      options: unsigned,
    },
    { why: 'a header without end', code: 'IncompleteBody', body: Buffer.alloc(9000, '1'), options: unsigned },
    {
      why: 'a trailer that was not announced',
      code: 'MalformedTrailerError',
      body: unsignedBody,
      options: { trailerNames: ['x-amz-checksum-sha1'] },
    },
    { why: 'no trailer', code: 'MalformedTrailerError', body: Buffer.from('0\r\n\r\n'), options: unsigned },
    {
      why: 'a trailer twice',
      code: 'MalformedTrailerError',
      body: Buffer.from('0\r\nx-amz-checksum-crc32:a\r\nx-amz-checksum-crc32:b\r\n\r\n'),
      options: unsigned,
    },
  ])('$code for $why', ({ code, body, options }) => {
    expect(() => decode(body, options)).toThrow(expect.objectContaining({ code }));
  });

  it('InvalidChunkSizeError for a small chunk that is not the last', () => {
    const { signing, seedSignature } = helloChain;
    const hash = (text: string) => createHash('sha256').update(text).digest('hex');
    const toSign = stringToSign('AWS4-HMAC-SHA256-PAYLOAD', signing, seedSignature, hash(''), hash('h'));
    const body = `1;chunk-signature=${sign(signing, toSign)}\r\nh\r\n1;chunk-signature=${'0'.repeat(64)}\r\n`;
    expect(() => decode(Buffer.from(body), signed)).toThrow(
      expect.objectContaining({ code: 'InvalidChunkSizeError' }),
    );
  });
});
