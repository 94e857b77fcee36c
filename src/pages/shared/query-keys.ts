/**
 * Every cache key begins with the connection: a switch of account never shows the other account's rows, and a
 * disconnect drops them all by their first element.
 */
export const queryKeys = {
  connection: (connectionId: string) => [connectionId] as const,
  buckets: (connectionId: string) => [connectionId, 'buckets'] as const,
  /** All listings of a bucket; with `view` one of them (prefix, delimiter …). */
  objects: (connectionId: string, bucket: string, ...view: readonly unknown[]) =>
    [connectionId, 'objects', bucket, ...view] as const,
  setting: (connectionId: string, bucket: string, name: string) =>
    [connectionId, 'setting', bucket, name] as const,
  uploads: (connectionId: string, bucket: string, ...view: readonly unknown[]) =>
    [connectionId, 'uploads', bucket, ...view] as const,
  /** Whether a bucket of that name is there, for a name that is being typed. */
  bucketName: (connectionId: string, name: string) => [connectionId, 'bucket-name', name] as const,
  capabilities: (connectionId: string, ...view: readonly unknown[]) =>
    [connectionId, 'capabilities', ...view] as const,
  /** Everything about each single object of a bucket. */
  everyObject: (connectionId: string, bucket: string) => [connectionId, 'object', bucket] as const,
  object: (connectionId: string, bucket: string, key: string, ...view: readonly unknown[]) =>
    [connectionId, 'object', bucket, key, ...view] as const,
};
