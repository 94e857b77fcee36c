import { randomBytes } from 'node:crypto';
import { noSuchUpload } from '../http/s3-error.ts';
import { type Discarded, letGoOfFile } from './contents.ts';
import type { Tables } from './database.ts';
import type { PartRecord, UploadRecord } from './records.ts';
import { partRange, partRow, uploadRow } from './row-keys.ts';

/** Uploads of one key sort by when they began, so their ids begin with that. */
export const newUploadId = (now: number) =>
  now.toString(16).padStart(12, '0') + randomBytes(16).toString('hex');

/** Ids are part of rows, so one that was never made here must not reach them. */
export function requireUpload(tables: Tables, bucket: string, key: string, uploadId: string): UploadRecord {
  const isId = /^[0-9a-f]{44}$/.test(uploadId);
  const upload = isId ? tables.uploads.get(uploadRow(bucket, key, uploadId)) : undefined;
  if (upload === undefined) throw noSuchUpload(uploadId);
  return upload;
}

export const putUpload = (tables: Tables, bucket: string, upload: UploadRecord) =>
  tables.uploads.put(uploadRow(bucket, upload.key, upload.uploadId), upload);

/** In order, from the part behind `after`. */
export function* listPartRecords(
  tables: Tables,
  uploadId: string,
  after = 0,
): Generator<PartRecord & { partNumber: number }> {
  const start = partRow(uploadId, Math.min(after + 1, 0xffff));
  for (const { row, value } of tables.parts.range({ start, end: partRange(uploadId).end })) {
    yield { partNumber: row.readUInt16BE(row.length - 2), ...value };
  }
}

/** Returns what the part of this number that was there before leaves behind. */
export function putPart(tables: Tables, uploadId: string, partNumber: number, part: PartRecord): Discarded[] {
  const row = partRow(uploadId, partNumber);
  const replaced = tables.parts.get(row);
  tables.parts.put(row, part);
  return replaced === undefined ? [] : [letGoOfFile(tables, replaced.file)];
}

/** Ends an upload. The files in `kept` go on being referred to; those of its other parts are let go of. */
export function removeUpload(
  tables: Tables,
  bucket: string,
  { key, uploadId }: UploadRecord,
  kept: ReadonlySet<string | undefined> = new Set(),
): Discarded[] {
  const parts = [...tables.parts.range(partRange(uploadId))];
  const discarded: Discarded[] = [];
  for (const { row, value } of parts) {
    tables.parts.remove(row);
    if (!kept.has(value.file)) discarded.push(letGoOfFile(tables, value.file));
  }
  tables.uploads.remove(uploadRow(bucket, key, uploadId));
  return discarded;
}
