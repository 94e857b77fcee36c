/** What an action lets one do, for people. `action` is one without words of its own. */
type RightKind =
  | 'everything'
  | 'list'
  | 'list-versions'
  | 'read'
  | 'read-versions'
  | 'write'
  | 'delete'
  | 'delete-versions'
  | 'uploads'
  | 'list-uploads'
  | 'location'
  | 'action';

export interface Right {
  kind: RightKind;
  /** As written in the policy, where there are no words for it. */
  action?: string;
  /** Where it stands among others. */
  order: number;
}

const kinds: readonly [action: string, kind: RightKind][] = [
  ['s3:listbucket', 'list'],
  ['s3:listbucketversions', 'list-versions'],
  ['s3:getobject', 'read'],
  ['s3:getobjectversion', 'read-versions'],
  ['s3:putobject', 'write'],
  ['s3:deleteobject', 'delete'],
  ['s3:deleteobjectversion', 'delete-versions'],
  ['s3:abortmultipartupload', 'uploads'],
  ['s3:listmultipartuploadparts', 'uploads'],
  ['s3:listbucketmultipartuploads', 'list-uploads'],
  ['s3:getbucketlocation', 'location'],
];

const order: readonly RightKind[] = ['everything', ...new Set(kinds.map(([, kind]) => kind)), 'action'];

export function rightOf(action: string): Right {
  const name = action.toLowerCase();
  const kind =
    name === '*' || name === 's3:*'
      ? 'everything'
      : (kinds.find(([known]) => known === name)?.[1] ?? 'action');
  return { kind, order: order.indexOf(kind), ...(kind === 'action' && { action }) };
}
