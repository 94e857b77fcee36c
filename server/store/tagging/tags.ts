import type { Profile } from '../http/call.ts';
import { invalidArgument, S3Error } from '../http/s3-error.ts';
import { decodeQueryComponent } from '../http/uri-encoding.ts';

/** In the order in which the client gave them. */
export interface Tag {
  key: string;
  value: string;
}

export type TagOwner = 'object' | 'bucket';

const maxTags: Record<TagOwner, number> = { object: 10, bucket: 50 };
/** UTF-16 code units, as S3 counts. */
const maxKeyLength = 128;
const maxValueLength = 256;

const characters: Record<Profile, RegExp> = {
  aws: /^[\p{L}\p{N}\p{Z}+\-=._:/@]*$/u,
  minio: /^[A-Za-z0-9 +\-=._:/@]*$/,
};

/**
 * Throws what S3 says of tags that it does not take. MinIO takes fewer characters, but its keys may begin with
 * `aws:`; of a bucket's tags it says MalformedXML.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html
 */
export function checkTags(tags: readonly Tag[], owner: TagOwner, profile: Profile = 'aws'): void {
  if (tags.length > maxTags[owner]) {
    throw refusal('BadRequest', `There are at most ${maxTags[owner]} tags.`, owner);
  }
  const seen = new Set<string>();
  for (const { key, value } of tags) {
    const isKey = key !== '' && key.length <= maxKeyLength && characters[profile].test(key);
    if (!isKey) throw refusal('InvalidTag', 'A tag has a key that is not taken.', owner, key);
    if (value.length > maxValueLength || !characters[profile].test(value)) {
      throw refusal('InvalidTag', 'A tag has a value that is not taken.', owner, key);
    }
    if (profile === 'aws' && /^aws:/i.test(key)) {
      throw refusal('InvalidTag', 'Keys that begin with aws: are given by the system alone.', owner, key);
    }
    if (seen.has(key)) throw refusal('InvalidTag', 'Two tags have the same key.', owner, key);
    seen.add(key);
  }
}

function refusal(code: 'BadRequest' | 'InvalidTag', message: string, owner: TagOwner, key?: string): S3Error {
  const error = new S3Error(code, message, key === undefined ? {} : { TagKey: key });
  return owner === 'bucket' ? error.orInMinio('MalformedXML') : error;
}

/**
 * `x-amz-tagging`: tags written as a query, checked. A key without `=` has the empty value.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
 */
export function parseTaggingHeader(text: string, profile: Profile = 'aws'): Tag[] {
  const tags = text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => parsePair(pair, text));
  if (new Set(tags.map(({ key }) => key)).size < tags.length) throw malformedHeader(text);
  checkTags(tags, 'object', profile);
  return tags;
}

function parsePair(pair: string, header: string): Tag {
  const [key = '', value = '', ...rest] = pair.split('=');
  if (rest.length > 0) throw malformedHeader(header);
  try {
    return { key: decodeQueryComponent(key), value: decodeQueryComponent(value) };
  } catch {
    throw malformedHeader(header);
  }
}

const malformedHeader = (text: string) =>
  invalidArgument('x-amz-tagging', text, 'x-amz-tagging takes tags as a URL encoded query, each key once.');
