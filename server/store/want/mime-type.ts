import { extensionOf } from './magic-variables.ts';

export const unknownMimeType = 'application/octet-stream';

const byExtension = new Map(
  `aac audio/aac; apk application/vnd.android.package-archive; avi video/x-msvideo; avif image/avif; bmp image/bmp;
  css text/css; csv text/csv; doc application/msword;
  docx application/vnd.openxmlformats-officedocument.wordprocessingml.document; flac audio/flac; flv video/x-flv;
  gif image/gif; gz application/gzip; heic image/heic; htm text/html; html text/html; ico image/x-icon;
  jpeg image/jpeg; jpg image/jpeg; js text/javascript; json application/json; m4a audio/mp4; m4v video/mp4;
  md text/markdown; mkv video/x-matroska; mov video/quicktime; mp3 audio/mpeg; mp4 video/mp4; mpeg video/mpeg;
  ogg audio/ogg; pdf application/pdf; png image/png; ppt application/vnd.ms-powerpoint;
  pptx application/vnd.openxmlformats-officedocument.presentationml.presentation; rar application/vnd.rar;
  svg image/svg+xml; tar application/x-tar; tif image/tiff; tiff image/tiff; ts video/mp2t; txt text/plain;
  wav audio/wav; webm video/webm; webp image/webp; woff font/woff; woff2 font/woff2; xls application/vnd.ms-excel;
  xlsx application/vnd.openxmlformats-officedocument.spreadsheetml.sheet; xml application/xml; zip application/zip`
    .split(';')
    .map((pair) => pair.trim().split(' '))
    .map(([extension = '', type = '']) => [extension, type] as const),
);

/** By the file's name; else what the form says, unless that is what SDKs say of every file. */
export function claimedMimeType(name: string, declared: string): string {
  const known = byExtension.get(extensionOf(name).toLowerCase());
  if (known !== undefined) return known;
  const isSpecific =
    /^[\w.+-]+\/[\w.+-]+$/.test(declared) && declared !== unknownMimeType && declared !== 'text/plain';
  return isSpecific ? declared : unknownMimeType;
}

/**
 * The type by content. Texts cannot be told apart by their bytes, so for them the claim stands; a claim to be an image
 * or the like, which bytes would have shown, does not.
 */
export function mimeTypeByContent(detected: string | undefined, claimed: string): string {
  if (detected !== undefined) return detected;
  const isText = /^text\/|^application\/(?:json|xml)$|[+]xml$|[+]json$/.test(claimed);
  return isText ? claimed : unknownMimeType;
}

/** `limit`: types in lower case, such as `video/mp4` and `image/*`; without a limit everything is allowed. */
export function isMimeTypeAllowed(type: string, limit: readonly string[] | undefined): boolean {
  if (limit === undefined) return true;
  const [group] = type.split('/');
  return limit.some((allowed) => ['*', '*/*', `${group}/*`, type].includes(allowed));
}

/** The library's table of signatures is large and few uploads ask for it, so it is loaded by the first that does. */
export async function detectMimeType(head: Buffer): Promise<string | undefined> {
  const { fileTypeFromBuffer } = await import('file-type');
  return (await fileTypeFromBuffer(head))?.mime;
}
