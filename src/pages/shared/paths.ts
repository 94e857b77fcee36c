/**
 * Every address of the page: its pattern, its search parameters and the builder of links to it, together.
 * A link is spread into `<Link {...paths.bucket.link(…)}>` or handed to `navigate(…)`.
 * The search of the address is plain strings (`#/c/1a2b/b/photos?prefix=2026%2F&sort=size`), so that people can read it.
 */
export interface ConnectSearch {
  /** Where to go after connecting; only addresses of a connection count. */
  to?: string;
}

export const sortColumns = ['name', 'size', 'modified'] as const;
export type SortColumn = (typeof sortColumns)[number];

export interface BucketSearch {
  prefix?: string;
  q?: string;
  /** All keys under the prefix instead of folders. */
  flat?: boolean;
  sort?: SortColumn;
  desc?: boolean;
  /** Every version and delete marker. */
  versions?: boolean;
  /** A column with user metadata. */
  meta?: boolean;
  /** Keys after this one. */
  after?: string;
  /** The object in the drawer, one of its versions, and the open tab. */
  key?: string;
  version?: string;
  tab?: string;
}

export interface QuerySearch {
  key?: string;
  version?: string;
}

export const bucketColumns = ['name', 'created'] as const;

export interface BucketsSearch {
  q?: string;
  sort?: (typeof bucketColumns)[number];
  desc?: boolean;
}

export const transferFilters = ['all', 'active', 'failed', 'verified'] as const;
export type TransferFilter = (typeof transferFilters)[number];

export interface TransfersSearch {
  /** Absent: all of them. */
  show?: TransferFilter;
}

const connect = '/' as const;
const connection = '/c/$connectionId' as const;
const buckets = '/c/$connectionId/buckets' as const;
const bucket = '/c/$connectionId/b/$bucket' as const;
/** The pages of a bucket beside its objects. */
export const bucketPages = [
  'settings',
  'policy',
  'notifications',
  'events',
  'uploads',
  'forms',
  'uploadPolicy',
] as const;

export interface UploadPolicySearch {
  /** A folder to begin with: what the policy's `dir` is filled with, as a prefix. */
  prefix?: string;
}

export interface FormsSearch {
  /** A form for this very key. */
  key?: string;
  /** A form for names under this prefix. */
  prefix?: string;
}

export interface SettingsSearch {
  /** The open setting; the first where none is named. */
  open?: string;
}

export interface ServerSearch {
  /** What is asked about; the first bucket where none is named. */
  bucket?: string;
}

export interface EventsSearch {
  prefix?: string;
  suffix?: string;
  /** Kinds of events with commas between; the usual ones where none is named. */
  events?: string;
}

export interface UploadsSearch {
  prefix?: string;
  /** Newest first; the oldest ones cost most. */
  newest?: boolean;
}

const bucketSettings = '/c/$connectionId/b/$bucket/settings' as const;
const bucketPolicy = '/c/$connectionId/b/$bucket/policy' as const;
const bucketNotifications = '/c/$connectionId/b/$bucket/notifications' as const;
const bucketEvents = '/c/$connectionId/b/$bucket/events' as const;
const bucketUploads = '/c/$connectionId/b/$bucket/uploads' as const;
const bucketForms = '/c/$connectionId/b/$bucket/forms' as const;
const bucketUploadPolicy = '/c/$connectionId/b/$bucket/upload-policy' as const;
const bucketQuery = '/c/$connectionId/b/$bucket/query' as const;
const drop = '/drop' as const;
const server = '/c/$connectionId/server' as const;
const transfers = '/c/$connectionId/transfers' as const;

interface BucketParams {
  connectionId: string;
  bucket: string;
}

export const paths = {
  connect: {
    pattern: connect,
    link: (search: ConnectSearch = {}) => ({ to: connect, search }),
  },
  connection: { pattern: connection },
  buckets: {
    pattern: buckets,
    link: (params: { connectionId: string }, search: BucketsSearch = {}) => ({ to: buckets, params, search }),
  },
  bucket: {
    pattern: bucket,
    link: (params: { connectionId: string; bucket: string }, search: BucketSearch = {}) => ({
      to: bucket,
      params,
      search,
    }),
  },
  settings: {
    pattern: bucketSettings,
    link: (params: BucketParams, search: SettingsSearch = {}) => ({ to: bucketSettings, params, search }),
  },
  policy: {
    pattern: bucketPolicy,
    link: (params: BucketParams) => ({ to: bucketPolicy, params }),
  },
  notifications: {
    pattern: bucketNotifications,
    link: (params: BucketParams) => ({ to: bucketNotifications, params }),
  },
  events: {
    pattern: bucketEvents,
    link: (params: BucketParams, search: EventsSearch = {}) => ({ to: bucketEvents, params, search }),
  },
  uploads: {
    pattern: bucketUploads,
    link: (params: BucketParams, search: UploadsSearch = {}) => ({ to: bucketUploads, params, search }),
  },
  forms: {
    pattern: bucketForms,
    link: (params: BucketParams, search: FormsSearch = {}) => ({ to: bucketForms, params, search }),
  },
  uploadPolicy: {
    pattern: bucketUploadPolicy,
    link: (params: BucketParams, search: UploadPolicySearch = {}) => ({
      to: bucketUploadPolicy,
      params,
      search,
    }),
  },
  query: {
    pattern: bucketQuery,
    link: (params: BucketParams, search: QuerySearch = {}) => ({ to: bucketQuery, params, search }),
  },
  /** For somebody without keys: what is signed stands in the search, which is in the fragment and never sent. */
  drop: { pattern: drop },
  server: {
    pattern: server,
    link: (params: { connectionId: string }, search: ServerSearch = {}) => ({ to: server, params, search }),
  },
  transfers: {
    pattern: transfers,
    link: (params: { connectionId: string }, search: TransfersSearch = {}) => ({
      to: transfers,
      params,
      search,
    }),
  },
};

type RawSearch = Record<string, unknown>;

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function flag(value: unknown): true | undefined {
  return value === true || value === 'true' || value === '1' ? true : undefined;
}

export function validateConnectSearch(raw: RawSearch): ConnectSearch {
  const to = text(raw.to);
  return to?.startsWith('/c/') ? { to } : {};
}

export function validateBucketsSearch(raw: RawSearch): BucketsSearch {
  return {
    q: text(raw.q),
    sort: bucketColumns.find((column) => column === raw.sort),
    desc: flag(raw.desc),
  };
}

export function validateBucketSearch(raw: RawSearch): BucketSearch {
  return {
    prefix: text(raw.prefix),
    q: text(raw.q),
    flat: flag(raw.flat),
    sort: sortColumns.find((column) => column === raw.sort),
    desc: flag(raw.desc),
    versions: flag(raw.versions),
    meta: flag(raw.meta),
    after: text(raw.after),
    key: text(raw.key),
    version: text(raw.version),
    tab: text(raw.tab),
  };
}

export function validateQuerySearch(raw: RawSearch): QuerySearch {
  return { key: text(raw.key), version: text(raw.version) };
}

export function validateFormsSearch(raw: RawSearch): FormsSearch {
  return { key: text(raw.key), prefix: text(raw.prefix) };
}

export function validateUploadPolicySearch(raw: RawSearch): UploadPolicySearch {
  return { prefix: text(raw.prefix) };
}

export function validateSettingsSearch(raw: RawSearch): SettingsSearch {
  return { open: text(raw.open) };
}

export function validateServerSearch(raw: RawSearch): ServerSearch {
  return { bucket: text(raw.bucket) };
}

export function validateEventsSearch(raw: RawSearch): EventsSearch {
  return { prefix: text(raw.prefix), suffix: text(raw.suffix), events: text(raw.events) };
}

export function validateUploadsSearch(raw: RawSearch): UploadsSearch {
  return { prefix: text(raw.prefix), newest: flag(raw.newest) };
}

export function validateTransfersSearch(raw: RawSearch): TransfersSearch {
  return { show: transferFilters.find((filter) => filter === raw.show) };
}

/** The router's two hooks for the search: flat, plain strings, nothing for what is not set. */
export function parseSearch(search: string): RawSearch {
  return Object.fromEntries(new URLSearchParams(search));
}

export function stringifySearch(search: RawSearch): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value === undefined || value === null || value === '' || value === false) continue;
    parameters.set(name, String(value));
  }
  const written = parameters.toString();
  return written === '' ? '' : `?${written}`;
}

/** The address to open after connecting: the wanted one if it belongs to this connection, else its buckets. */
export function destinationAfterConnect(to: string | undefined, connectionId: string): string {
  const own = `/c/${connectionId}/`;
  return to?.startsWith(own) ? to : `${own}buckets`;
}
