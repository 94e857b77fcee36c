import type { Act } from '../../../storage/index.ts';

/** What an act was about, as an address: bucket, key, version, or the setting's sub-resource. */
export function subjectOf(act: Act): string {
  switch (act.kind) {
    case 'list-buckets':
      return '';
    case 'list-objects':
    case 'list-versions':
    case 'list-uploads':
      return `${act.bucket}/${act.prefix}`;
    case 'remove': {
      const [only] = act.objects;
      return act.count === 1 && only ? addressOf({ bucket: act.bucket, ...only }) : act.bucket;
    }
    case 'read-setting':
    case 'write-setting':
    case 'remove-setting':
      return `${act.bucket}?${act.name}`;
    case 'upload-form':
      return `${act.bucket}/${'exact' in act.key ? act.key.exact : act.key.prefix}`;
    case 'listen':
      return `${act.bucket ?? ''}/${act.prefix}`;
    default:
      return 'key' in act ? addressOf(act) : act.bucket;
  }
}

const addressOf = ({ bucket, key, versionId }: { bucket: string; key: string; versionId?: string }) =>
  `${bucket}/${key}${versionId === undefined ? '' : `?versionId=${versionId}`}`;
