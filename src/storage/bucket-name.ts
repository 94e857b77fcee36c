export type BucketNameProblem =
  | 'too-short'
  | 'too-long'
  | 'characters'
  | 'edge' // begins or ends with a dot or a hyphen
  | 'dots' // two dots, or a dot beside a hyphen
  | 'ip-address'
  | 'reserved-prefix'
  | 'reserved-suffix';

const reservedPrefixes = ['xn--', 'sthree-', 'amzn-s3-demo-'];
const reservedSuffixes = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3'];
/** MinIO's own; a bucket named so is refused there and would be confusing elsewhere. */
const reservedNames = ['minio'];

/**
 * The first rule for general purpose bucket names that `name` breaks, in the order in which a person typing meets
 * them. User guide: "General purpose bucket naming rules".
 */
export function bucketNameProblem(name: string): BucketNameProblem | undefined {
  if (!/^[a-z\d.-]*$/.test(name)) return 'characters';
  if (name.length < 3) return 'too-short';
  if (name.length > 63) return 'too-long';
  if (!/^[a-z\d].*[a-z\d]$/.test(name)) return 'edge';
  if (/\.\.|\.-|-\./.test(name)) return 'dots';
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(name)) return 'ip-address';
  if (reservedPrefixes.some((prefix) => name.startsWith(prefix)) || reservedNames.includes(name)) {
    return 'reserved-prefix';
  }
  if (reservedSuffixes.some((suffix) => name.endsWith(suffix))) return 'reserved-suffix';
  return undefined;
}
