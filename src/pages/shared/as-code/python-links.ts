import type { Act } from '../../../storage/index.ts';
import {
  bucketAndKey,
  call,
  keyword,
  type PythonCode,
  pythonRecord,
  pythonTime,
  said,
  version,
} from './python-words.ts';
import { comment, pythonText } from './quote.ts';
import { csvFields } from './select-document.ts';

export function link(act: Extract<Act, { kind: 'presign' }>): PythonCode {
  const responses = [
    ['response-content-disposition', act.responseContentDisposition],
    ['response-content-type', act.responseContentType],
    ['response-content-language', act.responseContentLanguage],
    ['response-content-encoding', act.responseContentEncoding],
    ['response-cache-control', act.responseCacheControl],
    ['response-expires', act.responseExpires?.toUTCString()],
  ].filter((pair): pair is [string, string] => pair[1] !== undefined);
  const made = call('client.get_presigned_url', [
    pythonText(act.method),
    ...bucketAndKey(act),
    keyword('expires', `timedelta(seconds=${act.expiresIn})`),
    ...(responses.length === 0 ? [] : [keyword('response_headers', pythonRecord(responses))]),
    ...(act.requestDate ? [keyword('request_date', pythonTime(act.requestDate))] : []),
    ...version(act),
  ]);
  return {
    lines: [
      ...(act.publicOrigin
        ? [comment(`Signed for ${act.publicOrigin}: make the client with that endpoint.`)]
        : []),
      `print(${made})`,
    ],
  };
}

export function form(act: Extract<Act, { kind: 'upload-form' }>): PythonCode {
  const limit = (name: string, value: { exact: string } | { prefix: string }) =>
    'exact' in value
      ? call('policy.add_equals_condition', [pythonText(name), pythonText(value.exact)])
      : call('policy.add_starts_with_condition', [pythonText(name), pythonText(value.prefix)]);
  return {
    imports: ['from minio.datatypes import PostPolicy'],
    lines: [
      call('policy = PostPolicy', [
        pythonText(act.bucket),
        `datetime.now(timezone.utc) + timedelta(seconds=${act.expiresIn})`,
      ]),
      limit('key', act.key),
      ...(act.contentType ? [limit('Content-Type', act.contentType)] : []),
      ...(act.size ? [`policy.add_content_length_range_condition(${act.size.min}, ${act.size.max})`] : []),
      ...Object.entries(act.metadata ?? {}).map(([name, value]) =>
        limit(`x-amz-meta-${name}`, { exact: value }),
      ),
      ...(act.successStatus ? [limit('success_action_status', { exact: `${act.successStatus}` })] : []),
      'print(client.presigned_post_policy(policy))',
    ],
  };
}

export function select(act: Extract<Act, { kind: 'select' }>): PythonCode {
  const { input, output, compression, scanRange } = act;
  if (act.sealed)
    return said('This client asks no questions of objects with keys of one’s own. aws and curl do.');
  const kind = { csv: 'CSV', json: 'JSON', parquet: 'Parquet' }[input.kind];
  const names = [`${kind}InputSerialization`, `${output === 'csv' ? 'CSV' : 'JSON'}OutputSerialization`];
  const fields =
    input.kind === 'csv'
      ? csvFields(input).map(([name, value]) => keyword(snakeCase(name), pythonText(value)))
      : input.kind === 'json'
        ? [keyword('json_type', pythonText(input.type))]
        : [];
  const request = call('SelectRequest', [
    pythonText(act.expression),
    call(names[0] ?? '', [
      ...(compression ? [keyword('compression_type', pythonText(compression))] : []),
      ...fields,
    ]),
    `${names[1]}()`,
    'request_progress=True',
    ...(scanRange
      ? [
          keyword('scan_start_range', pythonText(`${scanRange.start}`)),
          keyword('scan_end_range', pythonText(`${scanRange.end}`)),
        ]
      : []),
  ]);
  return {
    imports: ['SelectRequest', ...names].map((name) => `from minio.select import ${name}`),
    lines: [
      `with ${call('client.select_object_content', [...bucketAndKey(act), request])} as result:`,
      '    for data in result.stream():',
      '        sys.stdout.write(data.decode())',
      '    print(result.stats())',
    ],
  };
}

/** `FileHeaderInfo` is `file_header_info` there, and `AllowQuotedRecordDelimiter` the like. */
const snakeCase = (name: string) => name.replace(/(?!^)[A-Z]/g, (sign) => `_${sign}`).toLowerCase();
