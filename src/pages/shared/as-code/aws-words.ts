import { shellWord } from './quote.ts';

export type Option = [string, string | undefined] | [string];

export interface Command {
  service?: 's3';
  call: string;
  options: Option[];
  /** Where the answer's bytes go. */
  file?: string;
  /** By the fourth version of signatures, which this client uses for links only where it is configured. */
  v4?: boolean;
  /** What to know of it. */
  note?: string;
}

/** As a word that is no option: a value that begins with a dash is bound to its name. */
export const opt = (name: string, value: string | undefined): Option =>
  value?.startsWith('-')
    ? [`${name}=${shellWord(value)}`]
    : [name, value === undefined ? undefined : shellWord(value)];

export const json = (name: string, value: unknown): Option => [name, shellWord(JSON.stringify(value))];

export const objectOf = ({
  bucket,
  key,
  versionId,
}: {
  bucket: string;
  key: string;
  versionId?: string;
}): Option[] => [opt('bucket', bucket), opt('key', key), opt('version-id', versionId)];

/** `SSE_C_KEY`: the key in base64. */
export const sealed = (isSealed: boolean, prefix = 'sse'): Option[] =>
  isSealed
    ? [
        [`${prefix}-customer-algorithm`, 'AES256'],
        [`${prefix}-customer-key`, '"$SSE_C_KEY"'],
        [
          `${prefix}-customer-key-md5`,
          '"$(printf %s "$SSE_C_KEY" | openssl base64 -d -A | openssl md5 -binary | openssl base64)"',
        ],
      ]
    : [];
