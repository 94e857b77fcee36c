/** Texts outside the entry, by feature and language; the type of English is what the others must fulfil. */
export const lazyTexts = {
  credentials: {
    en: async () => (await import('./en/credentials.ts')).credentials,
    'zh-CN': async () => (await import('./zh-cn/credentials.ts')).credentials,
    'zh-TW': async () => (await import('./zh-tw/credentials.ts')).credentials,
  },
  objects: {
    en: async () => (await import('./en/objects.ts')).objects,
    'zh-CN': async () => (await import('./zh-cn/objects.ts')).objects,
    'zh-TW': async () => (await import('./zh-tw/objects.ts')).objects,
  },
  links: {
    en: async () => (await import('./en/links.ts')).links,
    'zh-CN': async () => (await import('./zh-cn/links.ts')).links,
    'zh-TW': async () => (await import('./zh-tw/links.ts')).links,
  },
  settings: {
    en: async () => (await import('./en/settings.ts')).settings,
    'zh-CN': async () => (await import('./zh-cn/settings.ts')).settings,
    'zh-TW': async () => (await import('./zh-tw/settings.ts')).settings,
  },
  rules: {
    en: async () => (await import('./en/rules.ts')).rules,
    'zh-CN': async () => (await import('./zh-cn/rules.ts')).rules,
    'zh-TW': async () => (await import('./zh-tw/rules.ts')).rules,
  },
  policy: {
    en: async () => (await import('./en/policy.ts')).policy,
    'zh-CN': async () => (await import('./zh-cn/policy.ts')).policy,
    'zh-TW': async () => (await import('./zh-tw/policy.ts')).policy,
  },
  notifications: {
    en: async () => (await import('./en/notifications.ts')).notifications,
    'zh-CN': async () => (await import('./zh-cn/notifications.ts')).notifications,
    'zh-TW': async () => (await import('./zh-tw/notifications.ts')).notifications,
  },
  events: {
    en: async () => (await import('./en/events.ts')).events,
    'zh-CN': async () => (await import('./zh-cn/events.ts')).events,
    'zh-TW': async () => (await import('./zh-tw/events.ts')).events,
  },
  uploads: {
    en: async () => (await import('./en/uploads.ts')).uploads,
    'zh-CN': async () => (await import('./zh-cn/uploads.ts')).uploads,
    'zh-TW': async () => (await import('./zh-tw/uploads.ts')).uploads,
  },
  server: {
    en: async () => (await import('./en/server.ts')).server,
    'zh-CN': async () => (await import('./zh-cn/server.ts')).server,
    'zh-TW': async () => (await import('./zh-tw/server.ts')).server,
  },
  buckets: {
    en: async () => (await import('./en/buckets.ts')).buckets,
    'zh-CN': async () => (await import('./zh-cn/buckets.ts')).buckets,
    'zh-TW': async () => (await import('./zh-tw/buckets.ts')).buckets,
  },
  purge: {
    en: async () => (await import('./en/purge.ts')).purge,
    'zh-CN': async () => (await import('./zh-cn/purge.ts')).purge,
    'zh-TW': async () => (await import('./zh-tw/purge.ts')).purge,
  },
} as const;
