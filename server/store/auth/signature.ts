import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** What a signature is made under. `amzDate` is `YYYYMMDDTHHMMSSZ`; `scope` is `date/region/s3/aws4_request`. */
export interface SigningContext {
  key: Buffer;
  amzDate: string;
  scope: string;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
export function signingKey(secretAccessKey: string, scope: string): Buffer {
  return scope
    .split('/')
    .reduce((key: string | Buffer, part) => hmac(key, part), `AWS4${secretAccessKey}`) as Buffer;
}

export function stringToSign(
  algorithm: string,
  { amzDate, scope }: Pick<SigningContext, 'amzDate' | 'scope'>,
  ...rest: string[]
): string {
  return [algorithm, amzDate, scope, ...rest].join('\n');
}

export const sign = ({ key }: Pick<SigningContext, 'key'>, text: string) => hmac(key, text).toString('hex');

/** Takes the same time wherever the two differ; both are hex of equal length or the answer is no. */
export function sameSignature(expected: string, actual: string): boolean {
  const [a, b] = [Buffer.from(expected, 'latin1'), Buffer.from(actual, 'latin1')];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Of text whose characters stand for bytes. */
export const sha256Hex = (text: string) => createHash('sha256').update(text, 'latin1').digest('hex');

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text, 'utf8').digest();
