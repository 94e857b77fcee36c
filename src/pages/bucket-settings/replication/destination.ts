const amazon = /^arn:aws[a-z-]*:s3:::([^:/*?]+)$/;
const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

export const arnOfBucket = (bucket: string) => `arn:aws:s3:::${bucket}`;

/** The bucket of an ARN that means one of this server. A remote target's is on another, as far as is known. */
export const localBucketOf = (arn: string): string | undefined => amazon.exec(arn)?.[1];

/** The ARN that is meant by what is typed, an ARN or the name of a bucket; undefined for neither. */
export function typedArn(text: string): string | undefined {
  const typed = text.trim();
  if (/^arn:[^\s:]+:[^\s:]+:\S+$/.test(typed)) return typed;
  return bucketName.test(typed) ? arnOfBucket(typed) : undefined;
}
