export const buckets = {} as const;
