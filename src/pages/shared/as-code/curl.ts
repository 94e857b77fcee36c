import type { Act, SettingName } from '../../../storage/index.ts';
import type { CodePlace } from './code-place.ts';
import { localName } from './code-place.ts';
import {
  deleteDocument,
  holdDocument,
  retentionDocument,
  settingMark,
  subresource,
  taggingDocument,
} from './documents.ts';
import { comment, encodeFully, isoSeconds, shellFile, shellWord } from './quote.ts';
import { selectDocument } from './select-document.ts';
import { placementHeaders, propertyHeaders } from './write-headers.ts';

interface Request {
  method?: 'PUT' | 'POST' | 'DELETE' | 'HEAD';
  bucket?: string;
  key?: string;
  /** In the order of their names, which is the order of a signature. */
  query?: [string, string | undefined][];
  headers?: [string, string][];
  /** Options as they are written. */
  options?: string[];
  document?: string;
  /** Headers of a key of one's own: for the object, or for what is copied from. */
  sealed?: boolean;
  sourceSealed?: boolean;
  /** Done only where a reading of the same address has this in it. */
  after?: string;
}

/** What was done as commands of curl, which signs them itself (7.88 and later). */
export function curlCode(act: Act, place: CodePlace): string {
  const made = requestOf(act);
  return Array.isArray(made) ? made.map((line) => comment(line)).join('\n') : command(made, place);
}

function command(request: Request, place: CodePlace): string {
  const { method, headers = [], options = [], document, sealed, sourceSealed } = request;
  const names = headers.map(([name]) => name.toLowerCase());
  // https://github.com/curl/curl/pull/14370
  const isMixedUp =
    sealed || sourceSealed || names.some((name) => names.some((other) => other.startsWith(`${name}-`)));
  const lines = ['curl --fail --silent --show-error --globoff'];
  if (!place.anonymous) {
    lines.push(
      `--aws-sigv4 ${shellWord(`aws:amz:${place.region}:s3`)}`,
      '--user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell fills it in
      '${AWS_SESSION_TOKEN:+-H"x-amz-security-token: $AWS_SESSION_TOKEN"}',
      // Older ones do not say it by themselves, and servers insist on it.
      "--header 'x-amz-content-sha256: UNSIGNED-PAYLOAD'",
    );
  }
  if (method === 'HEAD') lines.push('--head');
  else if (method) lines.push(`--request ${method}`);
  lines.push(...headers.map(([name, value]) => `--header ${shellWord(`${name}: ${value}`)}`));
  if (sealed) lines.push(...keyHeaders('x-amz-server-side-encryption-customer'));
  if (sourceSealed) lines.push(...keyHeaders('x-amz-copy-source-server-side-encryption-customer'));
  lines.push(...options);
  if (document !== undefined) {
    lines.push(
      `--header "Content-MD5: $(printf %s ${shellWord(document)} | openssl md5 -binary | openssl base64)"`,
      `--data-binary ${shellWord(document)}`,
    );
  }
  lines.push(shellWord(addressOf(request, place)));
  const code = lines.join(' \\\n  ');
  if (request.after !== undefined) return guarded(request, code, place);
  return isMixedUp && !place.anonymous ? `${comment(olderCurl)}\n${code}` : code;
}

/** Seen live: a server that does not know a sub-resource took its DELETE for the bucket's. */
function guarded({ bucket, query, after = '' }: Request, code: string, place: CodePlace): string {
  return [
    comment('It is read first: a server that does not know this setting could delete the bucket itself.'),
    `${command({ bucket, query }, place)} | grep -q ${shellWord(after)} && \\`,
    code,
  ].join('\n');
}

const olderCurl =
  'Needs curl 8.10: earlier ones sign these headers in the wrong order, which strict servers refuse.';

/** `SSE_C_KEY`: the key, in base64. Its MD5 goes with it. */
const keyHeaders = (name: string) => [
  `--header '${name}-algorithm: AES256'`,
  `--header "${name}-key: $SSE_C_KEY"`,
  `--header "${name}-key-md5: $(printf %s "$SSE_C_KEY" | openssl base64 -d -A | openssl md5 -binary | openssl base64)"`,
];

function addressOf({ bucket, key, query = [] }: Request, { endpoint, addressing }: CodePlace): string {
  const url = new URL(endpoint);
  const isHost = addressing === 'virtual-host' && bucket !== undefined;
  const host = isHost ? `${bucket}.${url.host}` : url.host;
  const path = [
    url.pathname.replace(/\/$/, ''),
    ...(bucket === undefined || isHost ? [] : [encodeFully(bucket)]),
    ...(key === undefined ? (bucket === undefined || isHost ? [''] : []) : key.split('/').map(encodeFully)),
  ].join('/');
  const pairs = query
    .filter((pair): pair is [string, string] => pair[1] !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${encodeFully(name)}=${encodeFully(value)}`);
  return `${url.protocol}//${host}${path}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`;
}

/** The request, or why curl has none. */
function requestOf(act: Act): Request | string[] {
  switch (act.kind) {
    case 'list-buckets':
      return {};
    case 'head-bucket':
      return { method: 'HEAD', bucket: act.bucket };
    case 'delete-bucket':
      return { method: 'DELETE', bucket: act.bucket };
    case 'purge-bucket':
      return [`curl has no call that empties ${act.bucket}: list its versions and delete them first.`];
    case 'create-bucket':
      return {
        method: 'PUT',
        bucket: act.bucket,
        headers: act.objectLock ? [['x-amz-bucket-object-lock-enabled', 'true']] : [],
        document:
          act.region && act.region !== 'us-east-1'
            ? `<CreateBucketConfiguration><LocationConstraint>${act.region}</LocationConstraint></CreateBucketConfiguration>`
            : undefined,
      };
    case 'list-objects':
      return listing(act, [
        ['list-type', '2'],
        ['start-after', act.startAfter],
        ['metadata', act.withMetadata ? 'true' : undefined],
      ]);
    case 'list-versions':
      return listing(act, [
        ['versions', ''],
        ['key-marker', act.startAfter],
      ]);
    case 'list-uploads':
      return {
        bucket: act.bucket,
        query: [
          ['uploads', ''],
          ['prefix', act.prefix || undefined],
        ],
      };
    case 'abort-upload':
      return { method: 'DELETE', ...objectOf(act), query: [['uploadId', act.uploadId]] };
    case 'stat':
      return { method: 'HEAD', ...objectOf(act), sealed: act.sealed };
    case 'get':
      return {
        ...objectOf(act),
        headers: act.range ? [['Range', `bytes=${act.range.start}-${act.range.end ?? ''}`]] : [],
        options: [`--output ${shellFile(localName(act.key))}`],
        sealed: act.sealed,
      };
    case 'put':
      return {
        ...objectOf(act),
        headers: [...propertyHeaders(act.options), ...placementHeaders(act.options)],
        options: upload(act),
        sealed: act.options.encryption?.kind === 'sse-c',
      };
    case 'copy':
      return copying(act);
    case 'remove':
      return removal(act);
    case 'read-tags':
    case 'remove-tags':
      return { method: act.kind === 'read-tags' ? undefined : 'DELETE', ...objectOf(act, ['tagging', '']) };
    case 'write-tags':
      return { method: 'PUT', ...objectOf(act, ['tagging', '']), document: taggingDocument(act.tags) };
    case 'read-retention':
      return objectOf(act, ['retention', '']);
    case 'write-retention':
      return {
        method: 'PUT',
        ...objectOf(act, ['retention', '']),
        headers: act.bypassGovernance ? [bypass] : [],
        document: retentionDocument(
          act.retention && { mode: act.retention.mode, until: isoSeconds(act.retention.until) },
        ),
      };
    case 'read-hold':
      return objectOf(act, ['legal-hold', '']);
    case 'write-hold':
      return { method: 'PUT', ...objectOf(act, ['legal-hold', '']), document: holdDocument(act.on) };
    case 'read-setting':
      return { bucket: act.bucket, query: [[subresource[act.name], '']] };
    case 'write-setting':
      return {
        method: 'PUT',
        bucket: act.bucket,
        query: [[subresource[act.name], '']],
        document: act.document,
      };
    case 'remove-setting':
      return settingRemoval(act);
    case 'select':
      return {
        method: 'POST',
        ...objectOf(act, ['select', ''], ['select-type', '2']),
        document: selectDocument(act),
        sealed: act.sealed,
        options: ['--output -'],
      };
    case 'listen':
      // Several values of one name are signed in their order.
      return act.events.length > 1
        ? ['curl signs no address that names a parameter twice: listen to one kind of event.', ...act.events]
        : {
            bucket: act.bucket,
            query: [
              ['events', act.events[0]],
              ['ping', '10'],
              ['prefix', act.prefix],
              ['suffix', act.suffix],
            ],
            options: ['--no-buffer'],
          };
    case 'presign':
      return ['curl makes no links: it opens them. The links are made by the Python client, mc and aws.'];
    case 'upload-form':
      return ['curl makes no upload forms: it sends them. They are made by the Python client.'];
  }
}

/** Versioning and object lock have no DELETE anywhere, and servers that know none may take it for the bucket's own. */
function settingRemoval({ bucket, name }: { bucket: string; name: SettingName }): Request | string[] {
  const query: Request['query'] = [[subresource[name], '']];
  if (name === 'versioning' || name === 'object-lock') return [`${name} cannot be taken away.`];
  // Without a DELETE of its own: none at all is an empty document.
  if (name === 'notification')
    return { method: 'PUT', bucket, query, document: '<NotificationConfiguration/>' };
  return { method: 'DELETE', bucket, query, after: settingMark[name] };
}

/** With a lock servers want the MD5 of what they are to keep. */
function upload({ key, options }: Extract<Act, { kind: 'put' }>): string[] {
  const file = shellFile(localName(key));
  const md5 = `--header "Content-MD5: $(openssl md5 -binary ${file} | openssl base64)"`;
  return [...(options.retention || options.legalHold ? [md5] : []), `--upload-file ${file}`];
}

const bypass: [string, string] = ['x-amz-bypass-governance-retention', 'true'];

function objectOf(
  { bucket, key, versionId }: { bucket: string; key: string; versionId?: string },
  ...query: [string, string][]
): Request {
  return { bucket, key, query: [...query, ['versionId', versionId]] };
}

function listing(
  { bucket, prefix, recursive }: { bucket: string; prefix: string; recursive: boolean },
  query: [string, string | undefined][],
): Request {
  return {
    bucket,
    query: [...query, ['prefix', prefix || undefined], ['delimiter', recursive ? undefined : '/']],
  };
}

function copying(act: Extract<Act, { kind: 'copy' }>): Request {
  const { source, conditions = {}, properties } = act;
  const version = source.versionId === undefined ? '' : `?versionId=${encodeFully(source.versionId)}`;
  const path = [source.bucket, ...source.key.split('/')].map(encodeFully).join('/');
  const headers: [string, string | undefined][] = [
    ['x-amz-copy-source', `/${path}${version}`],
    ['x-amz-metadata-directive', properties && 'REPLACE'],
    ['x-amz-tagging-directive', act.tags && 'REPLACE'],
    ['x-amz-copy-source-if-match', conditions.sourceIfMatch && `"${conditions.sourceIfMatch}"`],
    ['x-amz-copy-source-if-none-match', conditions.sourceIfNoneMatch && `"${conditions.sourceIfNoneMatch}"`],
    ['x-amz-copy-source-if-modified-since', conditions.sourceIfModifiedSince?.toUTCString()],
    ['x-amz-copy-source-if-unmodified-since', conditions.sourceIfUnmodifiedSince?.toUTCString()],
    ['If-None-Match', conditions.onlyIfAbsent ? '*' : undefined],
  ];
  return {
    method: 'PUT',
    ...objectOf(act),
    headers: [
      ...headers.filter((pair): pair is [string, string] => pair[1] !== undefined),
      ...propertyHeaders(properties ?? {}),
      ...placementHeaders({ ...act, tags: act.tags && [...act.tags] }),
    ],
    sealed: act.encryption?.kind === 'sse-c',
    sourceSealed: source.sealed,
  };
}

function removal({ bucket, objects, count, bypassGovernance }: Extract<Act, { kind: 'remove' }>): Request {
  const [only] = objects;
  const headers = bypassGovernance ? [bypass] : [];
  if (count === 1 && only) return { method: 'DELETE', ...objectOf({ bucket, ...only }), headers };
  return { method: 'POST', bucket, query: [['delete', '']], headers, document: deleteDocument(objects) };
}
