import type { Act } from '../../../storage/index.ts';
import { comment, isoSeconds, pythonText } from './quote.ts';

export interface PythonCode {
  /** Beside those of the standard library, which are found by their use. */
  imports?: string[];
  lines: string[];
}

/** In one line where it is short. */
export function call(name: string, args: readonly string[]): string {
  const line = `${name}(${args.join(', ')})`;
  if (line.length <= 88 && !line.includes('\n')) return line;
  return `${name}(\n${args.map((arg) => `    ${arg.replaceAll('\n', '\n    ')},\n`).join('')})`;
}

export const keyword = (name: string, value: string): string => `${name}=${value}`;

/** Why there is no code. */
export const said = (why: string): PythonCode => ({ lines: [comment(why)] });

export const pythonTime = (time: Date): string =>
  `datetime.fromisoformat(${pythonText(isoSeconds(time).replace('Z', '+00:00'))})`;

/** `SSE_C_KEY`: the key, in base64. The client refuses it without https. */
export const customerKey = 'SseCustomerKey(base64.b64decode(os.environ["SSE_C_KEY"]))';

export const pythonRecord = (pairs: readonly (readonly [string, string])[]): string =>
  `{${pairs.map(([name, value]) => `${pythonText(name)}: ${pythonText(value)}`).join(', ')}}`;

type Written = Extract<Act, { kind: 'put' }>['options'];

/** What `put_object` and `copy_object` have in common; `metadata` is theirs to say. */
export function placementArguments(
  options: Pick<Written, 'encryption' | 'retention' | 'legalHold'> & {
    tags?: readonly { key: string; value: string }[];
  },
): { imports: string[]; before: string[]; args: string[] } {
  const { tags, encryption, retention, legalHold } = options;
  const imports: string[] = [];
  const before: string[] = [];
  const args: string[] = [];
  if (tags) {
    imports.push('from minio.commonconfig import Tags');
    before.push('tags = Tags.new_object_tags()', ...tags.map(tagLine));
    args.push('tags=tags');
  }
  if (encryption?.kind === 'sse-s3') {
    imports.push('from minio.sse import SseS3');
    args.push('sse=SseS3()');
  } else if (encryption?.kind === 'sse-c') {
    imports.push('from minio.sse import SseCustomerKey');
    args.push(`sse=${customerKey}`);
  } else if (encryption?.keyId !== undefined) {
    imports.push('from minio.sse import SseKMS');
    args.push(`sse=SseKMS(${pythonText(encryption.keyId)}, {})`);
  }
  if (retention) {
    imports.push('from minio.retention import Retention');
    args.push(`retention=Retention(${pythonText(retention.mode)}, ${pythonTime(retention.until)})`);
  }
  if (legalHold) args.push('legal_hold=True');
  return { imports, before, args };
}

export const tagLine = ({ key, value }: { key: string; value: string }): string =>
  `tags[${pythonText(key)}] = ${pythonText(value)}`;

export const keyImport = 'from minio.sse import SseCustomerKey';
export const bucketAndKey = ({ bucket, key }: { bucket: string; key: string }) => [
  pythonText(bucket),
  pythonText(key),
];
export const version = ({ versionId }: { versionId?: string }) =>
  versionId === undefined ? [] : [keyword('version_id', pythonText(versionId))];

export function sealedCall(
  { sealed }: { sealed: boolean },
  around: string,
  name: string,
  args: string[],
): PythonCode {
  const made = call(name, sealed ? [...args, `ssec=${customerKey}`] : args);
  return { imports: sealed ? [keyImport] : [], lines: [around === '' ? made : `${around}(${made})`] };
}
