/** Texts outside the entry, by feature and language; the type of English is what the others must fulfil. */
export const lazyTexts = {
  connect: {
    en: async () => (await import('./en/connect.ts')).connect,
    'zh-CN': async () => (await import('./zh-cn/connect.ts')).connect,
    'zh-TW': async () => (await import('./zh-tw/connect.ts')).connect,
  },
  errors: {
    en: async () => (await import('./en/errors.ts')).errors,
    'zh-CN': async () => (await import('./zh-cn/errors.ts')).errors,
    'zh-TW': async () => (await import('./zh-tw/errors.ts')).errors,
  },
  transfers: {
    en: async () => (await import('./en/transfers.ts')).transfers,
    'zh-CN': async () => (await import('./zh-cn/transfers.ts')).transfers,
    'zh-TW': async () => (await import('./zh-tw/transfers.ts')).transfers,
  },
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
  detail: {
    en: async () => (await import('./en/detail.ts')).detail,
    'zh-CN': async () => (await import('./zh-cn/detail.ts')).detail,
    'zh-TW': async () => (await import('./zh-tw/detail.ts')).detail,
  },
  deleting: {
    en: async () => (await import('./en/deleting.ts')).deleting,
    'zh-CN': async () => (await import('./zh-cn/deleting.ts')).deleting,
    'zh-TW': async () => (await import('./zh-tw/deleting.ts')).deleting,
  },
  protection: {
    en: async () => (await import('./en/protection.ts')).protection,
    'zh-CN': async () => (await import('./zh-cn/protection.ts')).protection,
    'zh-TW': async () => (await import('./zh-tw/protection.ts')).protection,
  },
  previews: {
    en: async () => (await import('./en/previews.ts')).previews,
    'zh-CN': async () => (await import('./zh-cn/previews.ts')).previews,
    'zh-TW': async () => (await import('./zh-tw/previews.ts')).previews,
  },
  copying: {
    en: async () => (await import('./en/copying.ts')).copying,
    'zh-CN': async () => (await import('./zh-cn/copying.ts')).copying,
    'zh-TW': async () => (await import('./zh-tw/copying.ts')).copying,
  },
  versions: {
    en: async () => (await import('./en/versions.ts')).versions,
    'zh-CN': async () => (await import('./zh-cn/versions.ts')).versions,
    'zh-TW': async () => (await import('./zh-tw/versions.ts')).versions,
  },
  query: {
    en: async () => (await import('./en/query.ts')).query,
    'zh-CN': async () => (await import('./zh-cn/query.ts')).query,
    'zh-TW': async () => (await import('./zh-tw/query.ts')).query,
  },
  want: {
    en: async () => (await import('./en/want.ts')).want,
    'zh-CN': async () => (await import('./zh-cn/want.ts')).want,
    'zh-TW': async () => (await import('./zh-tw/want.ts')).want,
  },
  wantPolicy: {
    en: async () => (await import('./en/want-policy.ts')).wantPolicy,
    'zh-CN': async () => (await import('./zh-cn/want-policy.ts')).wantPolicy,
    'zh-TW': async () => (await import('./zh-tw/want-policy.ts')).wantPolicy,
  },
  receipt: {
    en: async () => (await import('./en/receipt.ts')).receipt,
    'zh-CN': async () => (await import('./zh-cn/receipt.ts')).receipt,
    'zh-TW': async () => (await import('./zh-tw/receipt.ts')).receipt,
  },
  forms: {
    en: async () => (await import('./en/forms.ts')).forms,
    'zh-CN': async () => (await import('./zh-cn/forms.ts')).forms,
    'zh-TW': async () => (await import('./zh-tw/forms.ts')).forms,
  },
  code: {
    en: async () => (await import('./en/code.ts')).code,
    'zh-CN': async () => (await import('./zh-cn/code.ts')).code,
    'zh-TW': async () => (await import('./zh-tw/code.ts')).code,
  },
  uploadOptions: {
    en: async () => (await import('./en/upload-options.ts')).uploadOptions,
    'zh-CN': async () => (await import('./zh-cn/upload-options.ts')).uploadOptions,
    'zh-TW': async () => (await import('./zh-tw/upload-options.ts')).uploadOptions,
  },
} as const;
