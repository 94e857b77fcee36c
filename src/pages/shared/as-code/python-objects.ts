import type { Act } from '../../../storage/index.ts';
import { form, link, select } from './python-links.ts';
import { copying, reading, removing, writing } from './python-transfers.ts';
import {
  bucketAndKey,
  call,
  keyword,
  type PythonCode,
  pythonTime,
  said,
  sealedCall,
  tagLine,
  version,
} from './python-words.ts';
import { pythonText } from './quote.ts';

type ObjectAct = Exclude<
  Act,
  {
    kind:
      | `${string}-bucket`
      | `${string}-buckets`
      | `${string}-setting`
      | 'list-uploads'
      | 'abort-upload'
      | 'listen';
  }
>;

/** What there is to do with objects. */
export function pythonObjectCode(act: ObjectAct, localName: (key: string) => string): PythonCode {
  switch (act.kind) {
    case 'list-objects':
    case 'list-versions':
      return listing(act);
    case 'stat':
      return sealedCall(act, 'print', 'client.stat_object', [...bucketAndKey(act), ...version(act)]);
    case 'get':
      return reading(act, localName(act.key));
    case 'put':
      return writing(act, localName(act.key));
    case 'copy':
      return copying(act);
    case 'remove':
      return removing(act);
    case 'read-tags':
      return { lines: [`print(${call('client.get_object_tags', [...bucketAndKey(act), ...version(act)])})`] };
    case 'remove-tags':
      return { lines: [call('client.delete_object_tags', [...bucketAndKey(act), ...version(act)])] };
    case 'write-tags':
      return {
        imports: ['from minio.commonconfig import Tags'],
        lines: [
          'tags = Tags.new_object_tags()',
          ...act.tags.map(tagLine),
          call('client.set_object_tags', [...bucketAndKey(act), 'tags', ...version(act)]),
        ],
      };
    case 'read-retention':
      return {
        lines: [`print(${call('client.get_object_retention', [...bucketAndKey(act), ...version(act)])})`],
      };
    case 'write-retention':
      if (!act.retention) return said('This client cannot take a retention away. mc, aws and curl can.');
      if (act.bypassGovernance)
        return said('This client cannot bypass governance for a retention. mc, aws and curl can.');
      return {
        imports: ['from minio.retention import Retention'],
        lines: [
          call('client.set_object_retention', [
            ...bucketAndKey(act),
            `Retention(${pythonText(act.retention.mode)}, ${pythonTime(act.retention.until)})`,
            ...version(act),
          ]),
        ],
      };
    case 'read-hold':
      return {
        lines: [
          `print(${call('client.is_object_legal_hold_enabled', [...bucketAndKey(act), ...version(act)])})`,
        ],
      };
    case 'write-hold':
      return {
        lines: [
          call(`client.${act.on ? 'enable' : 'disable'}_object_legal_hold`, [
            ...bucketAndKey(act),
            ...version(act),
          ]),
        ],
      };
    case 'presign':
      return link(act);
    case 'upload-form':
      return form(act);
    case 'select':
      return select(act);
  }
}

function listing(act: Extract<Act, { kind: 'list-objects' | 'list-versions' }>): PythonCode {
  const isVersions = act.kind === 'list-versions';
  const args = [
    pythonText(act.bucket),
    ...(act.prefix === '' ? [] : [keyword('prefix', pythonText(act.prefix))]),
    ...(act.recursive ? ['recursive=True'] : []),
    ...(act.startAfter === undefined ? [] : [keyword('start_after', pythonText(act.startAfter))]),
    ...(act.withMetadata ? ['include_user_meta=True'] : []),
    ...(isVersions ? ['include_version=True'] : []),
  ];
  return {
    lines: [
      `for obj in ${call('client.list_objects', args)}:`,
      isVersions
        ? '    print(obj.object_name, obj.version_id, obj.is_latest, obj.is_delete_marker)'
        : '    print(obj.object_name, obj.size, obj.last_modified)',
    ],
  };
}
