import type { Act } from '../../../storage/index.ts';
import type { CodePlace } from './code-place.ts';
import { localName } from './code-place.ts';
import { pythonObjectCode } from './python-objects.ts';
import { pythonSettingCode } from './python-settings.ts';
import { call, keyword, type PythonCode, said } from './python-words.ts';
import { comment, pythonText } from './quote.ts';

/** What was done as a program for the documents' client: the package `minio`, 7.2.20. */
export function pythonCode(act: Act, place: CodePlace): string {
  const { imports = [], lines } = codeOf(act);
  const path = new URL(place.endpoint).pathname;
  const code = lines.join('\n');
  const standard = [
    ...(place.anonymous && !code.includes('os.') ? [] : ['import os']),
    ...(code.includes('base64.') ? ['import base64'] : []),
    ...(code.includes('sys.') ? ['import sys'] : []),
    ...(/\b(datetime|timedelta|timezone)\b/.test(code)
      ? [
          `from datetime import ${['datetime', 'timedelta', 'timezone'].filter((name) => new RegExp(`\\b${name}\\b`).test(code)).join(', ')}`,
        ]
      : []),
  ];
  return [
    // As the language's own habit has it: whole modules first.
    ...standard.sort(
      (left, right) =>
        Number(left.startsWith('from')) - Number(right.startsWith('from')) || (left < right ? -1 : 1),
    ),
    ...(standard.length > 0 ? [''] : []),
    ...['from minio import Minio', ...new Set(imports)].sort(),
    '',
    ...(path === '/' ? [] : [comment(`This client takes no path in an endpoint: ${path} is left out.`)]),
    client(place),
    ...(place.addressing === 'virtual-host' ? ['client.enable_virtual_style_endpoint()'] : []),
    '',
    ...lines,
  ].join('\n');
}

function client({ endpoint, region, anonymous }: CodePlace): string {
  const { host, protocol } = new URL(endpoint);
  return call('client = Minio', [
    pythonText(host),
    ...(anonymous
      ? []
      : [
          'access_key=os.environ["AWS_ACCESS_KEY_ID"]',
          'secret_key=os.environ["AWS_SECRET_ACCESS_KEY"]',
          'session_token=os.environ.get("AWS_SESSION_TOKEN")',
        ]),
    ...(protocol === 'http:' ? ['secure=False'] : []),
    keyword('region', pythonText(region)),
  ]);
}

function codeOf(act: Act): PythonCode {
  switch (act.kind) {
    case 'list-buckets':
      return {
        lines: ['for bucket in client.list_buckets():', '    print(bucket.name, bucket.creation_date)'],
      };
    case 'head-bucket':
      return { lines: [`print(${call('client.bucket_exists', [pythonText(act.bucket)])})`] };
    case 'delete-bucket':
      return { lines: [call('client.remove_bucket', [pythonText(act.bucket)])] };
    case 'purge-bucket':
      return purge(act.bucket);
    case 'create-bucket':
      return {
        lines: [
          call('client.make_bucket', [
            pythonText(act.bucket),
            ...(act.region ? [keyword('location', pythonText(act.region))] : []),
            ...(act.objectLock ? ['object_lock=True'] : []),
          ]),
        ],
      };
    case 'list-uploads':
      return said(
        'The client’s own listing of incomplete uploads is private since version 7. mc, aws and curl have one.',
      );
    case 'abort-upload':
      return said('This client has no call for one incomplete upload. aws and curl have one.');
    case 'listen':
      return {
        lines: [
          `with ${call('client.listen_bucket_notification', [
            pythonText(act.bucket ?? ''),
            keyword('prefix', pythonText(act.prefix)),
            keyword('suffix', pythonText(act.suffix)),
            keyword('events', `(${act.events.map((event) => `${pythonText(event)},`).join(' ')})`),
          ])} as events:`,
          '    for event in events:',
          '        print(event)',
        ],
      };
    case 'read-setting':
    case 'write-setting':
    case 'remove-setting':
      return pythonSettingCode(act);
    default:
      return pythonObjectCode(act, localName);
  }
}

const purge = (bucket: string): PythonCode => ({
  imports: ['from minio.deleteobjects import DeleteObject'],
  lines: [
    call('versions = client.list_objects', [pythonText(bucket), 'recursive=True', 'include_version=True']),
    call('errors = client.remove_objects', [
      pythonText(bucket),
      '[DeleteObject(v.object_name, v.version_id) for v in versions]',
    ]),
    'for error in errors:',
    '    print(error)',
    call('client.remove_bucket', [pythonText(bucket)]),
  ],
});
