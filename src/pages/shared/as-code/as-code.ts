import type { Act, JournalEntry, StorageErrorCode } from '../../../storage/index.ts';
import { awsCode } from './aws.ts';
import type { CodePlace } from './code-place.ts';
import { curlCode } from './curl.ts';
import { mcCode } from './mc.ts';
import { pythonCode } from './python.ts';
import { comment } from './quote.ts';

export const codeLanguages = ['python', 'mc', 'aws', 'curl'] as const;
export type CodeLanguage = (typeof codeLanguages)[number];

/**
 * One thing as a program that does it again, there. No secret is in it: the keys come from `AWS_ACCESS_KEY_ID`,
 * `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`, a key of one's own (base64) from `SSE_C_KEY`. What a program has
 * no call for is said in a comment. `now` is in Unix ms.
 */
export function asCode(
  act: Act,
  language: CodeLanguage,
  place: CodePlace,
  now: number,
  refused?: StorageErrorCode,
): string {
  // What was not sent for good reason: some servers take a DELETE of what they do not know for the bucket's own.
  if (act.kind === 'remove-setting' && refused === 'not-supported') {
    return `${comment(`This server does not know ${act.name}: nothing was sent.`)}\n`;
  }

  const left = act.kind === 'remove' ? act.count - act.objects.length : 0;
  const more = left > 0 ? `${comment(`${left} more keys are not told here.`)}\n` : '';
  const code = {
    python: () => pythonCode(act, place),
    mc: () => mcCode(act, place, now),
    aws: () => awsCode(act, place),
    curl: () => curlCode(act, place),
  }[language]();
  return `${more}${code}\n`;
}

/** Whether it changed something there, or something is made by it that lets others do so. */
export const changes = ({ act }: Pick<JournalEntry, 'act'>): boolean =>
  !/^(list|head|read|get$|stat$|select$|listen$)/.test(act.kind);
