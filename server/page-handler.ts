import { answerEmbeddedStore, type EmbeddedStore } from './embedded-store.ts';
import { hostOfHeader } from './host-names.ts';
import type { PageHandler } from './node-listener.ts';
import { contentSecurityPolicy } from './static/content-security-policy.ts';

export interface PageParts {
  hostNames: ReadonlySet<string>;
  /** Absent while a development server stands in front and serves the page itself. */
  site: ((request: Request) => Promise<Response>) | undefined;
  embeddedStore: EmbeddedStore | undefined;
}

/** Everything on the page's port. No answer ever carries a CORS header: no other origin has business here. */
export function pageHandler(parts: PageParts): PageHandler {
  return async (pageRequest) => {
    const response = await route(parts, pageRequest);
    const { headers } = response;
    headers.set('content-security-policy', `${contentSecurityPolicy}; frame-ancestors 'none'`);
    headers.set('x-content-type-options', 'nosniff');
    headers.set('referrer-policy', 'no-referrer');
    headers.set('cross-origin-resource-policy', 'same-origin');
    return response;
  };
}

async function route(parts: PageParts, pageRequest: Parameters<PageHandler>[0]): Promise<Response> {
  const { request } = pageRequest;
  const host = hostOfHeader(request.headers.get('host'));
  if (host === undefined || !parts.hostNames.has(host)) {
    return new Response(
      'This address does not name this machine. Open Pail by the address that it printed.\n',
      {
        status: 403,
      },
    );
  }
  const { pathname } = new URL(request.url);
  if (pathname === '/pail/embedded-store') return answerEmbeddedStore(pageRequest, parts.embeddedStore);
  if (pathname.startsWith('/pail/') || parts.site === undefined) {
    return new Response('Not found.\n', { status: 404 });
  }
  return await parts.site(request);
}
