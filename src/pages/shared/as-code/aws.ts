import type { Act } from '../../../storage/index.ts';
import { awsSetting } from './aws-settings.ts';
import { type Command, json, type Option, objectOf, opt, sealed } from './aws-words.ts';
import type { CodePlace } from './code-place.ts';
import { localName } from './code-place.ts';
import { comment, isoSeconds, shellFile, shellWord } from './quote.ts';
import { csvFields } from './select-document.ts';
import { metadataOf, tagText } from './write-headers.ts';

/** What was done as commands of AWS’s own client, which reads the keys from the environment itself. */
export function awsCode(act: Act, place: CodePlace): string {
  const made = commandOf(act);
  if (typeof made === 'string') return comment(made);
  const global = [
    `${made.v4 ? 'AWS_CONFIG_FILE=aws-v4.ini ' : ''}aws --endpoint-url ${shellWord(place.endpoint)} --region ${shellWord(place.region)}`,
    ...(place.anonymous ? ['--no-sign-request'] : []),
  ].join(' ');
  const options = made.options
    .filter((option) => option.length === 1 || option[1] !== undefined)
    .map(([name, value]) => (value === undefined ? `--${name}` : `--${name} ${value}`));
  const config = made.v4 ? [`printf '[default]\\ns3 =\\n  signature_version = s3v4\\n' > aws-v4.ini`] : [];
  const isFile = made.options.some(([, value]) => value && /^'?(fileb?|https?):\/\//.test(value));
  const notes = [
    ...(made.note ? [comment(made.note)] : []),
    ...(isFile
      ? [comment('This client takes a value that begins with file:// for the name of a file.')]
      : []),
  ];
  return [
    ...notes,
    ...config,
    [`${global} ${made.service ?? 's3api'} ${made.call}`, ...options, ...(made.file ? [made.file] : [])].join(
      ' \\\n  ',
    ),
  ].join('\n');
}

/** The client puts variables and homes into the names of bodies. */
const bodyName = (key: string) => localName(key).replace(/[$~]/g, '_');

/** The command, or why there is none. */
function commandOf(act: Act): Command | string {
  switch (act.kind) {
    case 'list-buckets':
      return { call: 'list-buckets', options: [] };
    case 'head-bucket':
    case 'delete-bucket':
      return { call: act.kind, options: [opt('bucket', act.bucket)] };
    case 'purge-bucket':
      return {
        ...{ service: 's3', call: `rb --force ${shellWord(`s3://${act.bucket}`)}`, options: [] },
        note: 'It deletes current versions alone: with others left, the bucket stays.',
      };
    case 'create-bucket':
      return {
        call: 'create-bucket',
        options: [
          opt('bucket', act.bucket),
          opt(
            'create-bucket-configuration',
            act.region && act.region !== 'us-east-1' ? `LocationConstraint=${act.region}` : undefined,
          ),
          ...(act.objectLock ? ([['object-lock-enabled-for-bucket']] as Option[]) : []),
        ],
      };
    case 'list-objects':
    case 'list-versions':
      return {
        call: act.kind === 'list-objects' ? 'list-objects-v2' : 'list-object-versions',
        options: [
          opt('bucket', act.bucket),
          opt('prefix', act.prefix || undefined),
          opt('delimiter', act.recursive ? undefined : '/'),
          opt(act.kind === 'list-objects' ? 'start-after' : 'key-marker', act.startAfter),
        ],
      };
    case 'list-uploads':
      return {
        call: 'list-multipart-uploads',
        options: [opt('bucket', act.bucket), opt('prefix', act.prefix || undefined)],
      };
    case 'abort-upload':
      return { call: 'abort-multipart-upload', options: [...objectOf(act), opt('upload-id', act.uploadId)] };
    case 'stat':
      return { call: 'head-object', options: [...objectOf(act), ...sealed(act.sealed)] };
    case 'get':
      return {
        call: 'get-object',
        options: [
          ...objectOf(act),
          opt('range', act.range && `bytes=${act.range.start}-${act.range.end ?? ''}`),
          ...sealed(act.sealed),
        ],
        file: shellFile(localName(act.key)),
      };
    case 'put':
      return {
        call: 'put-object',
        options: [...objectOf(act), ['body', shellFile(bodyName(act.key))], ...writeOptions(act.options)],
        note:
          bodyName(act.key) === localName(act.key)
            ? undefined
            : 'This client would fill in $ and ~ in the name of the file: it has _ in their place.',
      };
    case 'copy':
      return copying(act);
    case 'remove':
      return removing(act);
    case 'read-tags':
    case 'remove-tags':
      return {
        call: `${act.kind === 'read-tags' ? 'get' : 'delete'}-object-tagging`,
        options: objectOf(act),
      };
    case 'write-tags':
      return {
        call: 'put-object-tagging',
        options: [
          ...objectOf(act),
          json('tagging', { TagSet: act.tags.map(({ key, value }) => ({ Key: key, Value: value })) }),
        ],
      };
    case 'read-retention':
      return { call: 'get-object-retention', options: objectOf(act) };
    case 'write-retention':
      return {
        call: 'put-object-retention',
        options: [
          ...objectOf(act),
          json(
            'retention',
            act.retention
              ? { Mode: act.retention.mode, RetainUntilDate: isoSeconds(act.retention.until) }
              : {},
          ),
          ...(act.bypassGovernance ? ([['bypass-governance-retention']] as Option[]) : []),
        ],
      };
    case 'read-hold':
      return { call: 'get-object-legal-hold', options: objectOf(act) };
    case 'write-hold':
      return {
        call: 'put-object-legal-hold',
        options: [...objectOf(act), ['legal-hold', `Status=${act.on ? 'ON' : 'OFF'}`]],
      };
    case 'read-setting':
    case 'write-setting':
    case 'remove-setting':
      return awsSetting(act);
    case 'presign':
      return act.method === 'GET' && act.versionId === undefined
        ? {
            service: 's3',
            call: `presign ${shellWord(`s3://${act.bucket}/${act.key}`)}`,
            options: [['expires-in', `${act.expiresIn}`]],
            v4: true,
          }
        : `This client makes links to read current versions alone, and none for ${act.method}${act.versionId === undefined ? '' : ' of a version'}.`;
    case 'upload-form':
      return 'This client makes no upload forms. They are made by the Python client.';
    case 'select':
      return select(act);
    case 'listen':
      return 'Listening is MinIO’s extension, which this client does not know.';
  }
}

type Written = Extract<Act, { kind: 'put' }>['options'];

function writeOptions(options: Written): Option[] {
  const { encryption, retention } = options;
  const metadata = metadataOf(options);
  return [
    opt('content-type', options.contentType),
    opt('cache-control', options.cacheControl),
    opt('content-disposition', options.contentDisposition),
    opt('content-encoding', options.contentEncoding),
    opt('content-language', options.contentLanguage),
    opt('expires', options.expires && isoSeconds(options.expires)),
    ...(metadata.length === 0 ? [] : [json('metadata', Object.fromEntries(metadata))]),
    opt('tagging', options.tags && tagText(options.tags)),
    opt('storage-class', options.storageClass),
    opt(
      'server-side-encryption',
      encryption && { 'sse-s3': 'AES256', 'sse-kms': 'aws:kms', 'sse-c': undefined }[encryption.kind],
    ),
    opt('ssekms-key-id', encryption?.kind === 'sse-kms' ? encryption.keyId : undefined),
    ...sealed(encryption?.kind === 'sse-c'),
    opt('object-lock-mode', retention?.mode),
    opt('object-lock-retain-until-date', retention && isoSeconds(retention.until)),
    opt('object-lock-legal-hold-status', options.legalHold ? 'ON' : undefined),
  ];
}

function copying(act: Extract<Act, { kind: 'copy' }>): Command {
  const { source, conditions = {}, properties } = act;
  // The client encodes it itself.
  const path = `${source.bucket}/${source.key}`;
  const { encryption, retention, legalHold, storageClass } = act;
  return {
    call: 'copy-object',
    options: [
      ...objectOf(act),
      opt('copy-source', source.versionId === undefined ? path : `${path}?versionId=${source.versionId}`),
      ...(properties ? ([['metadata-directive', 'REPLACE']] as Option[]) : []),
      ...(act.tags ? ([['tagging-directive', 'REPLACE']] as Option[]) : []),
      opt('copy-source-if-match', conditions.sourceIfMatch),
      opt('copy-source-if-none-match', conditions.sourceIfNoneMatch),
      opt('copy-source-if-modified-since', conditions.sourceIfModifiedSince?.toISOString()),
      opt('copy-source-if-unmodified-since', conditions.sourceIfUnmodifiedSince?.toISOString()),
      opt('if-none-match', conditions.onlyIfAbsent ? '*' : undefined),
      ...sealed(source.sealed, 'copy-source-sse'),
      ...writeOptions({
        ...properties,
        ...{ encryption, retention, legalHold, storageClass, tags: act.tags && [...act.tags] },
      }),
    ],
  };
}

function removing({ bucket, objects, count, bypassGovernance }: Extract<Act, { kind: 'remove' }>): Command {
  const [only] = objects;
  const bypass: Option[] = bypassGovernance ? [['bypass-governance-retention']] : [];
  if (count === 1 && only)
    return { call: 'delete-object', options: [...objectOf({ bucket, ...only }), ...bypass] };
  const list = objects.map(({ key, versionId }) => ({ Key: key, VersionId: versionId }));
  return {
    call: 'delete-objects',
    options: [opt('bucket', bucket), json('delete', { Objects: list, Quiet: true }), ...bypass],
  };
}

function select(act: Extract<Act, { kind: 'select' }>): Command {
  const { input } = act;
  const fields =
    input.kind === 'csv'
      ? Object.fromEntries(
          csvFields(input).map(([name, value]) => [
            name,
            name === 'AllowQuotedRecordDelimiter' ? value === 'true' : value,
          ]),
        )
      : input.kind === 'json'
        ? { Type: input.type }
        : {};
  const kind = { csv: 'CSV', json: 'JSON', parquet: 'Parquet' }[input.kind];
  return {
    call: 'select-object-content',
    options: [
      ...objectOf({ ...act, versionId: undefined }),
      ['expression-type', 'SQL'],
      opt('expression', act.expression),
      json('input-serialization', { CompressionType: act.compression, [kind]: fields }),
      json('output-serialization', act.output === 'csv' ? { CSV: {} } : { JSON: {} }),
      ...(act.scanRange ? [json('scan-range', { Start: act.scanRange.start, End: act.scanRange.end })] : []),
      ...sealed(act.sealed),
    ],
    file: `result.${act.output}`,
  };
}
