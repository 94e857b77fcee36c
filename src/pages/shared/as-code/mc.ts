import type { Act } from '../../../storage/index.ts';
import type { CodePlace } from './code-place.ts';
import { localName } from './code-place.ts';
import { mcEvents, mcSettingCode } from './mc-settings.ts';
import { comment, isoSeconds, shellFile, shellWord } from './quote.ts';
import { csvFields } from './select-document.ts';
import { metadataOf, propertyHeaders, tagText } from './write-headers.ts';

/** What was done as commands of `mc`, which takes the connection from a variable. */
export function mcCode(act: Act, place: CodePlace, now: number): string {
  const { protocol, host } = new URL(place.endpoint);
  const keys = place.anonymous
    ? ''
    : // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell fills it in
      '$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY${AWS_SESSION_TOKEN:+:$AWS_SESSION_TOKEN}@';
  const path = new URL(place.endpoint).pathname;
  return [
    ...(path === '/' ? [] : [comment(`mc takes no path in an address: ${path} is left out.`)]),
    `export MC_HOST_pail="${protocol}//${keys}${host}"`,
    ...linesOf(act, now),
  ].join('\n');
}

const mcPath = (bucket: string, key?: string): string =>
  shellWord(key === undefined ? `pail/${bucket}` : `pail/${bucket}/${key}`);

const mc = (...words: (string | string[])[]): string => ['mc', ...words.flat()].join(' ');
const option = (name: string, value: string | undefined): string[] =>
  value === undefined ? [] : [`--${name}`, shellWord(value)];
const version = ({ versionId }: { versionId?: string }) => option('version-id', versionId);
const pathOf = ({ bucket, key }: { bucket: string; key: string }) => mcPath(bucket, key);

/**
 * `SSE_C_KEY`: the key in base64; mc wants it without the padding. Named for the bucket: in a key, an equals sign would
 * be taken for the end of the name.
 */
const sealed = ({ bucket }: { bucket: string }, isSealed: boolean) =>
  isSealed ? ['--enc-c', `${shellWord(`pail/${bucket}=`)}"\${SSE_C_KEY%%=*}"`] : [];

function linesOf(act: Act, now: number): string[] {
  switch (act.kind) {
    case 'list-buckets':
      return [mc('ls', 'pail')];
    case 'head-bucket':
      return [mc('stat', mcPath(act.bucket))];
    case 'delete-bucket':
      return [mc('rb', mcPath(act.bucket))];
    case 'purge-bucket':
      return [mc('rb', '--force', mcPath(act.bucket))];
    case 'create-bucket':
      return [
        mc('mb', option('region', act.region), act.objectLock ? '--with-lock' : [], mcPath(act.bucket)),
      ];
    case 'list-objects':
    case 'list-versions':
      return [
        ...(act.kind === 'list-objects' && act.startAfter !== undefined
          ? [comment('mc lists from the beginning: it cannot start after a key.')]
          : []),
        mc(
          'ls',
          act.recursive ? '--recursive' : [],
          act.kind === 'list-versions' ? '--versions' : [],
          mcPath(act.bucket, act.prefix || undefined),
        ),
      ];
    case 'list-uploads':
      return [mc('ls', '--incomplete', '--recursive', mcPath(act.bucket, act.prefix || undefined))];
    case 'abort-upload':
      return [mc('rm', '--incomplete', pathOf(act))];
    case 'stat':
      return [mc('stat', version(act), sealed(act, act.sealed), pathOf(act))];
    case 'get':
      return reading(act);
    case 'put':
      return writing(act, now);
    case 'copy':
      return copying(act, now);
    case 'remove':
      return act.objects.map((object) =>
        mc('rm', act.bypassGovernance ? '--bypass' : [], version(object), mcPath(act.bucket, object.key)),
      );
    case 'read-tags':
      return [mc('tag', 'list', version(act), pathOf(act))];
    case 'remove-tags':
      return [mc('tag', 'remove', version(act), pathOf(act))];
    case 'write-tags':
      return [mc('tag', 'set', version(act), pathOf(act), shellWord(tagText([...act.tags])))];
    case 'read-retention':
      return [mc('retention', 'info', version(act), pathOf(act))];
    case 'write-retention':
      if (!act.retention) return [mc('retention', 'clear', version(act), pathOf(act))];
      return [
        ...untilComment(act.retention.until),
        mc(
          ...['retention', 'set', act.bypassGovernance ? '--bypass' : [], version(act)],
          ...[act.retention.mode.toLowerCase(), `${daysUntil(act.retention.until, now)}d`, pathOf(act)],
        ),
      ];
    case 'read-hold':
      return [mc('legalhold', 'info', version(act), pathOf(act))];
    case 'write-hold':
      return [mc('legalhold', act.on ? 'set' : 'clear', version(act), pathOf(act))];
    case 'read-setting':
    case 'write-setting':
    case 'remove-setting':
      return mcSettingCode(act, mcPath(act.bucket));
    case 'presign':
      if (act.method === 'GET')
        return [mc('share', 'download', version(act), ['--expire', `${act.expiresIn}s`], pathOf(act))];
      if (act.method === 'PUT')
        return [mc('share', 'upload', ['--expire', `${act.expiresIn}s`], pathOf(act))];
      return [comment(`mc makes no links for ${act.method}.`)];
    case 'upload-form':
      return form(act);
    case 'select':
      return select(act);
    case 'listen':
      return listening(act);
  }
}

/** Days from now on, rounded up: mc knows no dates. */
const daysUntil = (until: Date, now: number) => Math.max(1, Math.ceil((until.getTime() - now) / 86_400_000));
const untilComment = (until: Date) => [
  comment(`mc counts in whole days from now; it was until ${isoSeconds(until)}.`),
];

function reading(act: Extract<Act, { kind: 'get' }>): string[] {
  const { range } = act;
  const file = shellFile(localName(act.key));
  if (!range) return [mc('cp', version(act), sealed(act, act.sealed), pathOf(act), file)];
  const rest = range.end === undefined ? '' : ` | head -c ${range.end - range.start + 1}`;
  return [
    `${mc('cat', ['--offset', `${range.start}`], version(act), sealed(act, act.sealed), pathOf(act))}${rest} > ${file}`,
  ];
}

function writing({ bucket, key, options }: Extract<Act, { kind: 'put' }>, now: number): string[] {
  return [
    ...(options.retention ? untilComment(options.retention.until) : []),
    ...semicolonComment(options),
    mc(
      'cp',
      ...writeOptions(options, now),
      ...encryption(bucket, options),
      shellFile(localName(key)),
      mcPath(bucket, key),
    ),
  ];
}

function copying(act: Extract<Act, { kind: 'copy' }>, now: number): string[] {
  const { source, conditions } = act;
  return [
    ...(conditions ? [comment('mc copies without conditions.')] : []),
    ...(act.retention ? untilComment(act.retention.until) : []),
    mc(
      'cp',
      version(source),
      ...writeOptions({ ...act.properties, ...act, tags: act.tags && [...act.tags] }, now),
      sealed(source, source.sealed),
      ...encryption(act.bucket, act),
      pathOf(source),
      pathOf(act),
    ),
  ];
}

type Written = Extract<Act, { kind: 'put' }>['options'];

/** Attributes stand in one text, `name=value;name=value`. */
const attributes = (options: Written): [string, string][] => [
  ...propertyHeaders({ ...options, metadata: undefined }),
  ...metadataOf(options),
];

const semicolonComment = (options: Written) =>
  attributes(options).some(([, value]) => value.includes(';'))
    ? [comment('mc ends a value at a semicolon, and cannot write those that have one.')]
    : [];

function writeOptions(options: Written, now: number): string[][] {
  const attr = attributes(options);
  return [
    option('attr', attr.length === 0 ? undefined : attr.map(([name, value]) => `${name}=${value}`).join(';')),
    option('tags', options.tags && tagText(options.tags)),
    option('storage-class', options.storageClass),
    option('retention-mode', options.retention?.mode.toLowerCase()),
    option('retention-duration', options.retention && `${daysUntil(options.retention.until, now)}d`),
    option('legal-hold', options.legalHold ? 'on' : undefined),
  ];
}

function encryption(
  bucket: string,
  { encryption: kind }: { encryption?: Written['encryption'] },
): string[][] {
  if (kind?.kind === 'sse-s3') return [option('enc-s3', `pail/${bucket}`)];
  if (kind?.kind === 'sse-kms') return [option('enc-kms', `pail/${bucket}=${kind.keyId ?? ''}`)];
  return kind ? [sealed({ bucket }, true)] : [];
}

function form(act: Extract<Act, { kind: 'upload-form' }>): string[] {
  const [key, recursive] = 'exact' in act.key ? [act.key.exact, []] : [act.key.prefix, ['--recursive']];
  const type = act.contentType && 'exact' in act.contentType ? act.contentType.exact : undefined;
  return [
    ...(act.size || act.metadata || act.successStatus || (act.contentType && type === undefined)
      ? [comment('mc’s forms limit the key, the time and the exact content type alone.')]
      : []),
    mc(
      'share',
      'upload',
      recursive,
      ['--expire', `${act.expiresIn}s`],
      option('content-type', type),
      mcPath(act.bucket, key),
    ),
  ];
}

/** mc reads these itself. */
const escaped = (value: string) =>
  value.replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');

const shortNames: Record<string, string> = {
  FileHeaderInfo: 'fh',
  Comments: 'cc',
  QuoteEscapeCharacter: 'qec',
  RecordDelimiter: 'rd',
  FieldDelimiter: 'fd',
  QuoteCharacter: 'qc',
};

function select(act: Extract<Act, { kind: 'select' }>): string[] {
  const { input } = act;
  const csv =
    input.kind === 'csv'
      ? csvFields(input)
          .filter(([name]) => name in shortNames)
          .map(([name, value]) => `${shortNames[name]}=${escaped(value)}`)
          .join(',')
      : undefined;
  return [
    ...(act.scanRange ? [comment('mc asks of the whole object.')] : []),
    mc(
      'sql',
      option('query', act.expression),
      option('compression', act.compression === 'NONE' ? undefined : act.compression),
      option('csv-input', csv),
      option('json-input', input.kind === 'json' ? `type=${input.type.toLowerCase()}` : undefined),
      option(act.output === 'csv' ? 'csv-output' : 'json-output', 'rd=\\n'),
      sealed(act, act.sealed),
      pathOf(act),
    ),
  ];
}

function listening(act: Extract<Act, { kind: 'listen' }>): string[] {
  const known = act.events.flatMap((event) => mcEvents[event] ?? []);
  const unknown = act.events.filter((event) => !(event in mcEvents));
  return [
    ...(unknown.length > 0 ? [comment(`mc has no name for ${unknown.join(', ')}.`)] : []),
    mc(
      'watch',
      option('events', known.length > 0 ? [...new Set(known)].join(',') : undefined),
      option('prefix', act.prefix || undefined),
      option('suffix', act.suffix || undefined),
      '--recursive',
      act.bucket === undefined ? 'pail' : mcPath(act.bucket),
    ),
  ];
}
