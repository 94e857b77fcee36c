import { randomUUID } from 'node:crypto';
import type { Reply } from '../http/call.ts';
import {
  formEscape,
  jsonEscape,
  type MagicEscape,
  type MagicFile,
  writeMagicVariables,
} from './magic-variables.ts';
import { sendCallback } from './send-callback.ts';
import type { UploadPolicy } from './upload-policy.ts';
import type { WantCall } from './want-call.ts';
import { jsonReply } from './want-reply.ts';

/**
 * Answers an upload whose file is stored, as its policy says: the answer of the server that it names, a redirect, a text
 * of its own, or `answer`. The file stays where the callback fails: it may have got through for all that is known, and
 * the code CallbackFailed tells it apart from an upload that did not come about.
 */
export async function finishUpload(
  { callback, returnUrl, returnBody }: UploadPolicy,
  file: MagicFile,
  answer: Record<string, unknown>,
  { store, signal }: Pick<WantCall, 'store' | 'signal'>,
): Promise<Reply> {
  const moment = { now: store.now(), uuid: randomUUID() };
  let text = returnBody === undefined ? undefined : writeMagicVariables(returnBody, file, moment, jsonEscape);
  if (callback !== undefined) {
    const body = writeMagicVariables(callback.body, file, moment, escapeFor(callback.bodyType));
    text = await sendCallback(callback, body, signal);
  }
  const reply = text === undefined ? jsonReply(200, answer) : textReply(text);
  return returnUrl === undefined
    ? reply
    : { ...reply, status: 303, headers: { ...reply.headers, location: returnUrl } };
}

function escapeFor(bodyType: string): MagicEscape | undefined {
  if (/^application\/x-www-form-urlencoded\b/i.test(bodyType)) return formEscape;
  return /\bjson\b/i.test(bodyType) ? jsonEscape : undefined;
}

/** What callers wrote is never a page of this origin. */
function textReply(text: string): Reply {
  let type = 'application/json; charset=utf-8';
  try {
    JSON.parse(text);
  } catch {
    type = 'text/plain; charset=utf-8';
  }
  return { status: 200, headers: { 'content-type': type, 'x-content-type-options': 'nosniff' }, body: text };
}
