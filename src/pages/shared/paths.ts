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
const transfers = '/c/$connectionId/transfers' as const;

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
  };
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
