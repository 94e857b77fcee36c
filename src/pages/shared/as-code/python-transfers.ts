import type { Act } from '../../../storage/index.ts';
import {
  bucketAndKey,
  call,
  customerKey,
  keyImport,
  keyword,
  type PythonCode,
  placementArguments,
  pythonRecord,
  pythonTime,
  sealedCall,
  version,
} from './python-words.ts';
import { comment, pythonText } from './quote.ts';
import { metadataOf, propertyHeaders } from './write-headers.ts';

export function reading(act: Extract<Act, { kind: 'get' }>, file: string): PythonCode {
  const { range } = act;
  if (!range) {
    return sealedCall(act, '', 'client.fget_object', [
      ...bucketAndKey(act),
      pythonText(file),
      ...version(act),
    ]);
  }
  const length = range.end === undefined ? [] : [keyword('length', `${range.end - range.start + 1}`)];
  const made = sealedCall(act, '', 'response = client.get_object', [
    ...bucketAndKey(act),
    keyword('offset', `${range.start}`),
    ...length,
    ...version(act),
  ]);
  return {
    ...made,
    lines: [
      ...made.lines,
      'try:',
      `    with open(${pythonText(file)}, "wb") as file:`,
      '        for chunk in response.stream(1024 * 1024):',
      '            file.write(chunk)',
      'finally:',
      '    response.close()',
      '    response.release_conn()',
    ],
  };
}

export function writing({ bucket, key, options }: Extract<Act, { kind: 'put' }>, file: string): PythonCode {
  const { imports, before, args } = placementArguments(options);
  const metadata = [
    ...propertyHeaders({ ...options, contentType: undefined, expires: undefined, metadata: undefined }),
    ...(options.storageClass === undefined ? [] : [['x-amz-storage-class', options.storageClass] as const]),
    ...kmsByHeader(options.encryption),
    ...metadataOf(options),
  ];
  return {
    imports,
    lines: [
      ...(options.expires ? [comment('This client takes “Expires” for user metadata: it is left out.')] : []),
      ...before,
      call('client.fput_object', [
        ...bucketAndKey({ bucket, key }),
        pythonText(file),
        ...(options.contentType === undefined
          ? []
          : [keyword('content_type', pythonText(options.contentType))]),
        ...(metadata.length === 0 ? [] : [keyword('metadata', pythonRecord(metadata))]),
        ...args,
      ]),
    ],
  };
}

/** The client's own class wants a key's id; the header does not. */
const kmsByHeader = (encryption: Extract<Act, { kind: 'put' }>['options']['encryption']) =>
  encryption?.kind === 'sse-kms' && encryption.keyId === undefined
    ? [['x-amz-server-side-encryption', 'aws:kms'] as const]
    : [];

export function copying(act: Extract<Act, { kind: 'copy' }>): PythonCode {
  const { source, conditions = {}, properties } = act;
  const { imports, before, args } = placementArguments(act);
  const made = call('CopySource', [
    ...bucketAndKey(source),
    ...version(source),
    ...(source.sealed ? [`ssec=${customerKey}`] : []),
    ...(conditions.sourceIfMatch ? [keyword('match_etag', pythonText(conditions.sourceIfMatch))] : []),
    ...(conditions.sourceIfNoneMatch
      ? [keyword('not_match_etag', pythonText(conditions.sourceIfNoneMatch))]
      : []),
    ...(conditions.sourceIfModifiedSince
      ? [keyword('modified_since', pythonTime(conditions.sourceIfModifiedSince))]
      : []),
    ...(conditions.sourceIfUnmodifiedSince
      ? [keyword('unmodified_since', pythonTime(conditions.sourceIfUnmodifiedSince))]
      : []),
  ]);
  const metadata = [
    ...(properties
      ? [
          ...propertyHeaders({ ...properties, expires: undefined, metadata: undefined }),
          ...metadataOf(properties),
        ]
      : []),
    ...(act.storageClass === undefined ? [] : [['x-amz-storage-class', act.storageClass] as const]),
    ...kmsByHeader(act.encryption),
  ];
  return {
    imports: ['from minio.commonconfig import CopySource', ...(source.sealed ? [keyImport] : []), ...imports],
    lines: [
      ...(conditions.onlyIfAbsent ? [comment('This client cannot ask that the key be free.')] : []),
      ...(properties?.expires
        ? [comment('This client takes “Expires” for user metadata: it is left out.')]
        : []),
      ...before,
      call('client.copy_object', [
        ...bucketAndKey(act),
        made,
        ...(metadata.length === 0 ? [] : [keyword('metadata', pythonRecord(metadata))]),
        ...args,
        ...(properties ? ['metadata_directive="REPLACE"'] : []),
        ...(act.tags ? ['tagging_directive="REPLACE"'] : []),
      ]),
    ],
  };
}

export function removing({
  bucket,
  objects,
  count,
  bypassGovernance,
}: Extract<Act, { kind: 'remove' }>): PythonCode {
  const [only] = objects;
  if (count === 1 && only && !bypassGovernance) {
    return {
      lines: [call('client.remove_object', [...bucketAndKey({ bucket, ...only }), ...version(only)])],
    };
  }
  const items = objects.map(
    ({ key, versionId }) =>
      `    DeleteObject(${[key, ...(versionId === undefined ? [] : [versionId])].map(pythonText).join(', ')}),`,
  );
  return {
    imports: ['from minio.deleteobjects import DeleteObject'],
    lines: [
      'objects = [',
      ...items,
      ']',
      `errors = ${call('client.remove_objects', [
        pythonText(bucket),
        'objects',
        ...(bypassGovernance ? ['bypass_governance_mode=True'] : []),
      ])}`,
      'for error in errors:',
      '    print(error)',
    ],
  };
}
