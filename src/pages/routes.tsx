import {
  createHashHistory,
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { type ComponentType, Suspense } from 'react';
import { loadText } from '../components/text/language.ts';
import type { BucketPageName } from './shared/bucket-pages.ts';
import type { Connections } from './shared/connections.ts';
import { NotFound } from './shared/frame/not-found.tsx';
import { PageFailed } from './shared/frame/page-failed.tsx';
import { StartFrame } from './shared/frame/start-frame.tsx';
import { lazyPart } from './shared/lazy-part.ts';
import { Loading } from './shared/loading.tsx';
import {
  parseSearch,
  paths,
  stringifySearch,
  validateBucketSearch,
  validateBucketsSearch,
  validateConnectSearch,
  validateEventsSearch,
  validateFormsSearch,
  validateQuerySearch,
  validateServerSearch,
  validateSettingsSearch,
  validateTransfersSearch,
  validateUploadPolicySearch,
  validateUploadsSearch,
} from './shared/paths.ts';

interface RouterContext {
  connections: Connections;
}

const LazyTray = lazyPart(
  ['errors', 'transfers'],
  async () => (await import('./transfers/transfer-tray.tsx')).TransferTray,
);

const tray = (
  <Suspense>
    <LazyTray />
  </Suspense>
);

const root = createRootRouteWithContext<RouterContext>()({ notFoundComponent: NotFound });

/** A page of a bucket; nothing of it begins where the connection has not what it is about. */
const gated = (page: BucketPageName, load: () => Promise<{ default: ComponentType }>) =>
  lazyRouteComponent(async () => {
    const [{ PageGate }, { default: Page }] = await Promise.all([import('./shared/page-gate.tsx'), load()]);
    return {
      default: () => (
        <PageGate page={page}>
          <Page />
        </PageGate>
      ),
    };
  });

const PreviewTab = lazyPart(
  ['previews'],
  async () => (await import('./previews/preview-tab.tsx')).PreviewTab,
);

const start = createRoute({
  getParentRoute: () => root,
  id: 'start',
  component: () => <StartFrame tray={tray} />,
});

const connect = createRoute({
  getParentRoute: () => start,
  path: paths.connect.pattern,
  validateSearch: validateConnectSearch,
  loader: () =>
    Promise.all((['connect', 'errors', 'buckets', 'credentials', 'wantPolicy'] as const).map(loadText)),
  component: lazyRouteComponent(() => import('./connect/connect-page.tsx')),
});

/** Everything under a connection. A reload or a foreign link opens it by itself where it can, else asks to connect. */
const connected = createRoute({
  getParentRoute: () => root,
  path: paths.connection.pattern,
  beforeLoad: async ({ context, params, location }) => {
    const connection = await context.connections.resolve(params.connectionId);
    if (!connection) throw redirect({ ...paths.connect.link({ to: location.href }), replace: true });
  },
  loader: () => Promise.all([loadText('errors'), loadText('transfers')]),
  component: lazyRouteComponent(async () => {
    const { ConnectedFrame } = await import('./shared/frame/connected-frame.tsx');
    return { default: () => <ConnectedFrame tray={tray} /> };
  }),
});

const connectedIndex = createRoute({
  getParentRoute: () => connected,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ ...paths.buckets.link(params), replace: true });
  },
});

const buckets = createRoute({
  getParentRoute: () => connected,
  path: 'buckets',
  validateSearch: validateBucketsSearch,
  loader: () => Promise.all([loadText('buckets'), loadText('purge')]),
  component: lazyRouteComponent(() => import('./buckets/buckets-page.tsx')),
});

const bucket = createRoute({
  getParentRoute: () => connected,
  path: 'b/$bucket',
  validateSearch: validateBucketSearch,
  loader: () => Promise.all([loadText('objects'), loadText('links')]),
  component: lazyRouteComponent(async () => {
    const { ObjectsPage } = await import('./objects/objects-page.tsx');
    return { default: () => <ObjectsPage preview={PreviewTab} /> };
  }),
});

const bucketSettings = createRoute({
  getParentRoute: () => connected,
  path: 'b/$bucket/settings',
  validateSearch: validateSettingsSearch,
  loader: () => Promise.all([loadText('settings'), loadText('rules')]),
  component: gated('settings', () => import('./bucket-settings/bucket-settings-page.tsx')),
});

const bucketPolicy = createRoute({
  getParentRoute: () => connected,
  path: 'b/$bucket/policy',
  loader: () => Promise.all([loadText('settings'), loadText('policy')]),
  component: gated('policy', () => import('./policies/policy-page.tsx')),
});

const bucketNotifications = createRoute({
  getParentRoute: () => connected,
  path: 'b/$bucket/notifications',
  loader: () => Promise.all([loadText('settings'), loadText('events'), loadText('notifications')]),
  component: gated('notifications', () => import('./notifications/notifications-page.tsx')),
});

const bucketEvents = createRoute({
  getParentRoute: () => connected,
  path: 'b/$bucket/events',
  validateSearch: validateEventsSearch,
  loader: () => loadText('events'),
  component: gated('events', () => import('./events/events-page.tsx')),
});

const bucketForms = createRoute({
  getParentRoute: () => connected,
  path: 'b/$bucket/forms',
  validateSearch: validateFormsSearch,
  loader: () => Promise.all([loadText('forms'), loadText('links')]),
  component: gated('forms', () => import('./upload-forms/upload-forms-page.tsx')),
});

const bucketQuery = createRoute({
  getParentRoute: () => connected,
  path: 'b/$bucket/query',
  validateSearch: validateQuerySearch,
  loader: () => loadText('query'),
  component: gated('query', () => import('./query/query-page.tsx')),
});

/** Without a connection: whoever has the link uploads by what is signed in it. */
const drop = createRoute({
  getParentRoute: () => root,
  path: paths.drop.pattern,
  loader: () => Promise.all([loadText('errors'), loadText('forms')]),
  component: lazyRouteComponent(() => import('./drop/drop-page.tsx')),
});

const bucketUploads = createRoute({
  getParentRoute: () => connected,
  path: 'b/$bucket/uploads',
  validateSearch: validateUploadsSearch,
  loader: () => Promise.all([loadText('settings'), loadText('uploads')]),
  component: gated('uploads', () => import('./uploads-in-progress/uploads-page.tsx')),
});

const server = createRoute({
  getParentRoute: () => connected,
  path: 'server',
  validateSearch: validateServerSearch,
  loader: () => loadText('server'),
  component: lazyRouteComponent(() => import('./server/server-page.tsx')),
});

const transfers = createRoute({
  getParentRoute: () => connected,
  path: 'transfers',
  validateSearch: validateTransfersSearch,
  component: lazyRouteComponent(() => import('./transfers/transfers-page.tsx')),
});

const bucketUploadPolicy = createRoute({
  getParentRoute: () => connected,
  path: 'b/$bucket/upload-policy',
  validateSearch: validateUploadPolicySearch,
  loader: () => Promise.all((['want', 'receipt', 'wantPolicy'] as const).map(loadText)),
  component: gated('uploadPolicy', () => import('./upload-policy/upload-policy-page.tsx')),
});

const routeTree = root.addChildren([
  start.addChildren([connect]),
  drop,
  connected.addChildren([
    connectedIndex,
    buckets,
    bucket,
    bucketSettings,
    bucketPolicy,
    bucketNotifications,
    bucketEvents,
    bucketUploads,
    bucketForms,
    bucketUploadPolicy,
    bucketQuery,
    server,
    transfers,
  ]),
]);

/** In the hash, so that a deep link survives a reload on any static host. */
export function createAppRouter(context: RouterContext) {
  return createRouter({
    routeTree,
    context,
    history: createHashHistory(),
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingComponent: Loading,
    defaultErrorComponent: PageFailed,
    defaultNotFoundComponent: NotFound,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
