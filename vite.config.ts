import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { contentSecurityPolicy } from './server/static/content-security-policy.ts';

/** For hosts that cannot send the policy as a header, as our own server does. */
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
  build: {
    target: 'es2022',
    sourcemap: true,
    manifest: true,
    assetsInlineLimit: 0,
    rolldownOptions: {
      // Nothing there acts when it is imported. So what only a lazy page takes from the one door of the storage
      // layer, such as the parser of policies, stays out of the entry.
      treeshake: { moduleSideEffects: [{ test: /\/src\/storage\//, sideEffects: false }] },
    },
  },
  worker: { format: 'es' },
});
