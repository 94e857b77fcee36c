/**
 * The same policy as the meta tag that `vite.config.ts` writes into `dist/` (an end-to-end test compares
 * them). Any endpoint may be connected to, hence the open connect-src; scripts come from our own files alone.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob: http: https:",
  "media-src 'self' blob: http: https:",
  "font-src 'self'",
  'connect-src http: https:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
