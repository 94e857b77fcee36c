import { expect, it } from 'vitest';
import { bucketNameProblem } from './bucket-name.ts';

it.each([
  { name: 'abc', problem: undefined },
  { name: 'my.photos-2026', problem: undefined },
  { name: '0'.repeat(63), problem: undefined },
  { name: '1.2.3', problem: undefined },
  { name: '1.2.3.4.5', problem: undefined },
  { name: '', problem: 'too-short' },
  { name: 'ab', problem: 'too-short' },
  { name: 'a'.repeat(64), problem: 'too-long' },
  { name: 'A', problem: 'characters' },
  { name: 'my_bucket', problem: 'characters' },
  { name: 'a b', problem: 'characters' },
  { name: '照片们', problem: 'characters' },
  { name: 'a/b', problem: 'characters' },
  { name: '-abc', problem: 'edge' },
  { name: 'abc.', problem: 'edge' },
  { name: 'a..b', problem: 'dots' },
  { name: 'a.-b', problem: 'dots' },
  { name: 'a-.b', problem: 'dots' },
  { name: '192.168.5.4', problem: 'ip-address' },
  { name: '999.1.1.1', problem: 'ip-address' },
  { name: 'xn--abc', problem: 'reserved-prefix' },
  { name: 'sthree-abc', problem: 'reserved-prefix' },
  { name: 'minio', problem: 'reserved-prefix' },
  { name: 'minio-backup', problem: undefined },
  { name: 'abc-s3alias', problem: 'reserved-suffix' },
  { name: 'abc--ol-s3', problem: 'reserved-suffix' },
  { name: 'abc.mrap', problem: 'reserved-suffix' },
  { name: 'abc--x-s3', problem: 'reserved-suffix' },
])('$name: $problem', ({ name, problem }) => {
  expect(bucketNameProblem(name)).toBe(problem);
});
