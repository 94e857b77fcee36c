import { decodeMetadata } from '../metadata-text.ts';

const namePrefix = 'x-amz-meta-';

/**
 * Takes one element of MinIO's `UserMetadata`: it is named like the header, in whatever case, and holds the text as it
 * was sent. Headers of the object stand among them and are left out.
 */
export function takeMetadata(metadata: Record<string, string>, name: string, text: string): void {
  const header = name.toLowerCase();
  if (header.startsWith(namePrefix)) metadata[header.slice(namePrefix.length)] = decodeMetadata(text);
}
