import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/**
 * The page's Content-Security-Policy, for hosts that cannot send the header themselves. `server/static` sends
 * the same policy as a header, with frame-ancestors, which a meta tag may not carry. Any endpoint may be
 * connected to, hence the open connect-src; scripts come from our own files alone.
 */
const contentSecurityPolicy = [
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

function contentSecurityPolicyMeta(): Plugin {
  return {
    name: 'pail-content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
        injectTo: 'head-prepend',
      },
    ],
  };
}

export default defineConfig({
  // Relative, so that dist/ works from any path of any static host.
  base: './',
  plugins: [react(), contentSecurityPolicyMeta()],
  build: { target: 'es2022', sourcemap: true, manifest: true, assetsInlineLimit: 0 },
  worker: { format: 'es' },
});
