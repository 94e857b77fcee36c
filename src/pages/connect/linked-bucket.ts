/** The bucket of a connection's address: `photos` of `/c/ID/b/photos?prefix=a/`. */
export function linkedBucket(to: string | undefined): string | undefined {
  const name = to === undefined ? undefined : /^\/c\/[^/]+\/b\/([^/?]+)/.exec(to)?.[1];
  try {
    return name && decodeURIComponent(name);
  } catch {
    return undefined;
  }
}

/** Whether a link leads deeper into the very bucket that was named. */
export function leadsInto(to: string | undefined, connectionId: string, bucket: string): boolean {
  return to?.startsWith(`/c/${connectionId}/`) === true && linkedBucket(to) === bucket;
}
