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
  object: (connectionId: string, bucket: string, key: string, ...view: readonly unknown[]) =>
    [connectionId, 'object', bucket, key, ...view] as const,
};
