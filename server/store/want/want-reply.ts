import type { Reply } from '../http/call.ts';
import { wantCorsHeaders } from './want-cors.ts';
import type { WantError } from './want-error.ts';

export const jsonReply = (status: number, answer: unknown): Reply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(answer),
});

/** What a call without a result of its own answers with. */
export const okAnswer = (requestId: string) => ({ code: 'OK', message: 'OK', requestId });

export const errorReply = ({ code, message, status }: WantError, requestId: string): Reply =>
  jsonReply(status, { code, message, requestId });

/** Answers are readable by every page, errors too. */
export const withCors = (reply: Reply): Reply => ({
  ...reply,
  headers: { ...reply.headers, ...wantCorsHeaders },
});
