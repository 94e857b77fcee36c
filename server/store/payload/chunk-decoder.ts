import { createHash, type Hash } from 'node:crypto';
import { type SigningContext, sameSignature, sha256Hex, sign, stringToSign } from '../auth/signature.ts';
import { S3Error } from '../http/s3-error.ts';

/** Signatures of chunks form a chain that begins with the request's own. */
interface ChunkChain {
  signing: SigningContext;
  seedSignature: string;
}

export interface ChunkDecoderOptions {
  /** Absent: the chunks are unsigned. */
  chain?: ChunkChain;
  /** Lower-case names that `x-amz-trailer` announced; absent: the body has no trailer section. */
  trailerNames?: readonly string[];
}

const maxLineBytes = 8192;
const minChunkBytes = 8192;
const emptySha256 = sha256Hex('');

/**
 * Decodes `Content-Encoding: aws-chunked` as its bytes arrive and keeps at most one header line in memory. What it
 * yields has not been verified before `end()` returned: whoever writes it down commits nothing until then.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
export class ChunkDecoder {
  /** Trailers as received, complete once `end()` returned. */
  readonly trailers = new Map<string, string>();
  readonly #options: ChunkDecoderOptions;
  #state: 'size' | 'payload' | 'payload-end' | 'trailer' | 'last-line' | 'done' = 'size';
  #line = '';
  #remaining = 0;
  #chunk: { signature: string; hash: Hash } | undefined;
  #previousSignature: string;
  #trailerSignature: string | undefined;
  #smallChunkSeen = false;

  constructor(options: ChunkDecoderOptions) {
    this.#options = options;
    this.#previousSignature = options.chain?.seedSignature ?? '';
  }

  /** Payload bytes in `bytes`, as views of it. */
  *push(bytes: Buffer): Generator<Buffer> {
    let offset = 0;
    while (offset < bytes.length) {
      if (this.#state === 'payload') {
        const piece = bytes.subarray(offset, offset + this.#remaining);
        offset += piece.length;
        this.#remaining -= piece.length;
        this.#chunk?.hash.update(piece);
        if (this.#remaining === 0) this.#state = 'payload-end';
        yield piece;
        continue;
      }
      const lineEnd = bytes.indexOf(0x0a, offset);
      const stop = lineEnd === -1 ? bytes.length : lineEnd;
      this.#line += bytes.toString('latin1', offset, stop);
      if (this.#line.length > maxLineBytes) throw malformed();
      offset = stop + 1;
      if (lineEnd !== -1) {
        const line = this.#line.replace(/\r$/, '');
        this.#line = '';
        this.#takeLine(line);
      }
    }
  }

  end(): void {
    if (this.#state !== 'done' || this.#line !== '') throw malformed();
  }

  #takeLine(line: string): void {
    switch (this.#state) {
      case 'size':
        this.#beginChunk(line);
        return;
      case 'payload-end':
        if (line !== '') throw malformed();
        this.#verifyChunk();
        this.#state = 'size';
        return;
      case 'trailer':
        this.#takeTrailer(line);
        return;
      case 'last-line':
        if (line !== '') throw malformed();
        this.#state = 'done';
        return;
      default:
        throw malformed();
    }
  }

  #beginChunk(line: string): void {
    const match = /^([0-9a-fA-F]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line);
    const signed = this.#options.chain !== undefined;
    if (match === null || (match[2] !== undefined) !== signed) throw malformed();
    const size = Number.parseInt(String(match[1]), 16);
    if (signed) this.#chunk = { signature: String(match[2]), hash: createHash('sha256') };
    if (size > 0) {
      if (signed) this.#noteSize(size);
      this.#remaining = size;
      this.#state = 'payload';
      return;
    }
    this.#verifyChunk();
    this.#state = this.#options.trailerNames === undefined ? 'last-line' : 'trailer';
  }

  #noteSize(size: number): void {
    if (this.#smallChunkSeen) {
      throw new S3Error('InvalidChunkSizeError', 'Only the last chunk may be smaller than 8192 bytes.');
    }
    this.#smallChunkSeen = size < minChunkBytes;
  }

  #verifyChunk(): void {
    if (this.#options.chain === undefined || this.#chunk === undefined) return;
    const { signature, hash } = this.#chunk;
    this.#checkLink('AWS4-HMAC-SHA256-PAYLOAD', signature, emptySha256, hash.digest('hex'));
    this.#chunk = undefined;
  }

  #takeTrailer(line: string): void {
    if (line === '') {
      // Some signers put an empty line between the trailers and their signature.
      const awaitsSignature = this.#options.chain !== undefined && this.#trailerSignature === undefined;
      if (!awaitsSignature) this.#endTrailers();
      return;
    }
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === 'x-amz-trailer-signature' && this.#options.chain !== undefined) {
      this.#trailerSignature = value;
      return;
    }
    if (!this.#options.trailerNames?.includes(name) || this.trailers.has(name)) throw malformedTrailer();
    this.trailers.set(name, value);
  }

  #endTrailers(): void {
    if (this.trailers.size !== this.#options.trailerNames?.length) throw malformedTrailer();
    if (this.#trailerSignature !== undefined) {
      const lines = [...this.trailers].map(([name, value]) => `${name}:${value}\n`).join('');
      this.#checkLink('AWS4-HMAC-SHA256-TRAILER', this.#trailerSignature, sha256Hex(lines));
    }
    this.#state = 'done';
  }

  #checkLink(algorithm: string, signature: string, ...hashes: string[]): void {
    const { chain } = this.#options;
    if (chain === undefined) return;
    const toSign = stringToSign(algorithm, chain.signing, this.#previousSignature, ...hashes);
    const expected = sign(chain.signing, toSign);
    if (!sameSignature(expected, signature)) {
      throw new S3Error(
        'SignatureDoesNotMatch',
        'A chunk of the body has another signature than its bytes.',
        {
          StringToSign: toSign,
          SignatureProvided: signature,
        },
      );
    }
    this.#previousSignature = expected;
  }
}

const malformed = () =>
  new S3Error('IncompleteBody', 'The chunks of the body are malformed or end too early.');

const malformedTrailer = () =>
  new S3Error(
    'MalformedTrailerError',
    'The trailers of the body are not those that x-amz-trailer announced.',
  );
