import type { PresignInput } from '../../../storage/index.ts';
import { contentDisposition } from '../download/download-link.ts';

export const linkMethods = ['GET', 'HEAD', 'PUT', 'DELETE'] as const;
export type LinkMethod = (typeof linkMethods)[number];

/** Headers of the answer as they are typed; '' for none. */
export const responseFields = ['type', 'cache', 'language', 'encoding'] as const;
type ResponseField = (typeof responseFields)[number];

/** The share dialog as it is filled in. Times are local, as `datetime-local` writes them. */
export interface LinkDraft {
  method: LinkMethod;
  /** Undefined while what is typed is no expiry. */
  seconds: number | undefined;
  opens: 'attachment' | 'inline' | 'stored';
  /** The one in the drawer, rather than whatever is current. */
  thisVersion: boolean;
  response: Record<ResponseField, string>;
  responseExpires: string;
  /** The type that an upload must have. */
  uploadType: string;
  requestDate: string;
}

export const emptyLinkDraft: LinkDraft = {
  method: 'GET',
  seconds: 86_400,
  opens: 'attachment',
  thisVersion: true,
  response: { type: '', cache: '', language: '', encoding: '' },
  responseExpires: '',
  uploadType: '',
  requestDate: '',
};

type LinkProblem = 'characters' | 'no-date' | 'future';
export type LinkProblems = Partial<
  Record<ResponseField | 'expires' | 'uploadType' | 'requestDate', LinkProblem>
>;

/** They become headers: printable ASCII. */
const isHeaderText = (text: string) => /^[\x20-\x7e]*$/.test(text);
const isDate = (text: string) => text === '' || !Number.isNaN(Date.parse(text));
const dateOf = (text: string) => (text === '' ? undefined : new Date(text));

/** What is wrong with what counts for the method; nothing else is looked at. `now` in ms. */
export function linkProblems(draft: LinkDraft, now: number): LinkProblems {
  const problems: LinkProblems = {};
  if (reads(draft.method)) {
    for (const field of responseFields) {
      if (!isHeaderText(draft.response[field])) problems[field] = 'characters';
    }
    if (!isDate(draft.responseExpires)) problems.expires = 'no-date';
  }
  if (draft.method === 'PUT' && !isHeaderText(draft.uploadType)) problems.uploadType = 'characters';
  if (!isDate(draft.requestDate)) problems.requestDate = 'no-date';
  else if ((dateOf(draft.requestDate)?.getTime() ?? 0) > now) problems.requestDate = 'future';
  return problems;
}

export const reads = (method: LinkMethod) => method === 'GET' || method === 'HEAD';

/** Undefined while something is wrong. */
export function presignInput(
  draft: LinkDraft,
  object: { bucket: string; key: string; versionId: string | undefined; publicOrigin: string | undefined },
  now: number,
): PresignInput | undefined {
  const { method, seconds, response } = draft;
  if (seconds === undefined || Object.keys(linkProblems(draft, now)).length > 0) return undefined;
  const { bucket, key, publicOrigin } = object;
  return {
    ...{ method, bucket, key, publicOrigin, expiresIn: seconds },
    versionId: draft.thisVersion && method !== 'PUT' ? object.versionId : undefined,
    requestDate: dateOf(draft.requestDate),
    ...(reads(method) && {
      responseContentType: response.type.trim(),
      responseCacheControl: response.cache.trim(),
      responseContentLanguage: response.language.trim(),
      responseContentEncoding: response.encoding.trim(),
      responseExpires: dateOf(draft.responseExpires),
      responseContentDisposition: draft.opens === 'stored' ? undefined : contentDisposition(draft.opens, key),
    }),
    ...(method === 'PUT' && { contentType: draft.uploadType.trim() }),
  };
}
