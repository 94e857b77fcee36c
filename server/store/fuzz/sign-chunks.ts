import { sha256Hex, sign, signingKey, stringToSign } from '../auth/signature.ts';
import { testCredentials } from '../testing/test-store.ts';

/** How long a payload of this length is with its framing. */
export const framedLength = (length: number) => frame(Buffer.alloc(length), () => '0'.repeat(64)).length;

/** Frames a payload in one chunk and the last one, signed as a chain that begins with the signature of `head`. */
export function signChunks(head: Buffer, payload: Buffer): Buffer {
  const text = head.toString('latin1');
  const [, scope = '', seed = ''] = /Credential=[^/]+\/(\S+?),.*Signature=([0-9a-f]{64})/.exec(text) ?? [];
  const amzDate = /^x-amz-date: (\S+)/m.exec(text)?.[1] ?? '';
  const key = signingKey(testCredentials.secretAccessKey, scope);
  let previous = seed;
  return frame(payload, (chunk) => {
    const hashes = [sha256Hex(''), sha256Hex(chunk.toString('latin1'))];
    const toSign = stringToSign('AWS4-HMAC-SHA256-PAYLOAD', { amzDate, scope }, previous, ...hashes);
    previous = sign({ key }, toSign);
    return previous;
  });
}

function frame(payload: Buffer, signature: (chunk: Buffer) => string): Buffer {
  return Buffer.concat(
    [payload, Buffer.alloc(0)].flatMap((chunk) => [
      Buffer.from(`${chunk.length.toString(16)};chunk-signature=${signature(chunk)}\r\n`),
      chunk,
      Buffer.from('\r\n'),
    ]),
  );
}
