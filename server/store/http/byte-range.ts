import { S3Error } from './s3-error.ts';

/** Both ends are included, as in HTTP. */
export interface ByteRange {
  first: number;
  last: number;
}

/**
 * `Range` of a read (https://www.rfc-editor.org/rfc/rfc9110#section-14.2). What does not parse, ends before it
 * begins or names several ranges is ignored, as S3 does; a range outside the object is an InvalidRange.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | undefined {
  const match = /^bytes=(\d*)-(\d*)$/i.exec(header?.trim() ?? '');
  if (match === null) return undefined;
  const [, from = '', to = ''] = match;
  if (from === '' && to === '') return undefined;
  if (from === '') {
    const length = Number(to);
    if (length === 0 || size === 0) throw invalidRange(header, size);
    return { first: Math.max(0, size - length), last: size - 1 };
  }
  const first = Number(from);
  if (to !== '' && Number(to) < first) return undefined;
  if (first >= size) throw invalidRange(header, size);
  return { first, last: to === '' ? size - 1 : Math.min(Number(to), size - 1) };
}

/** `x-amz-copy-source-range`, which takes `bytes=first-last` alone and all of it inside the source. */
export function parseCopyRange(header: string, size: number): ByteRange {
  const match = /^bytes=(\d+)-(\d+)$/.exec(header);
  if (match === null) {
    throw new S3Error('InvalidArgument', 'The copy range is written bytes=first-last.', {
      ArgumentName: 'x-amz-copy-source-range',
      ArgumentValue: header,
    });
  }
  const range = { first: Number(match[1]), last: Number(match[2]) };
  if (range.last < range.first || range.last >= size) {
    throw new S3Error('InvalidArgument', 'The copy range is not inside the source object.', {
      ArgumentName: 'x-amz-copy-source-range',
      ArgumentValue: header,
    });
  }
  return range;
}

function invalidRange(header: string | undefined, size: number): S3Error {
  return new S3Error(
    'InvalidRange',
    'The range begins behind the end of the object.',
    { RangeRequested: header ?? '', ActualObjectSize: String(size) },
    { 'content-range': `bytes */${size}` },
  );
}
