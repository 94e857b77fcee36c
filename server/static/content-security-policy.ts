/**
 * The page's policy: a header of our own server (with frame-ancestors, which a meta tag may not carry), and a meta tag
 * in `dist/` for every other host. Any endpoint may be connected to, hence the open connect-src; scripts come from our
 * own files alone. Mantine writes its variables into a style element, hence the inline styles.
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
