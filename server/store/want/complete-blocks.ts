import { createHash } from 'node:crypto';
import { newFileId } from '../bytes/byte-files.ts';
import { etagOfParts } from '../encryption/etag.ts';
import { type FormField, type FormLimits, readFields } from '../forms/multipart-form.ts';
import type { Reply, StoreContext } from '../http/call.ts';
import { putLayout } from '../metadata/contents.ts';
import { findObject } from '../metadata/objects.ts';
import type { ObjectRecord, PartRecord } from '../metadata/records.ts';
import { listPartRecords, removeUpload, requireUpload } from '../metadata/uploads.ts';
import { checkWritable, insertObject } from '../objects/store-object.ts';
import { decodeBase64 } from './base64.ts';
import { type BlockUpload, findBlockUpload } from './block-uploads.ts';
import { checkBlocks, type ListedBlock, parseListedBlocks } from './completed-blocks.ts';
import { fileAnswer, mimeTypeOf } from './file-answer.ts';
import { checkMimeType } from './file-plan.ts';
import { finishUpload } from './finish-upload.ts';
import { fieldValue, md5Field, requiredField, uploadFields } from './form-fields.ts';
import type { ImageSize } from './image-size.ts';
import { md5NotMatch, sizeExceeded } from './receive-content.ts';
import type { UploadPolicy } from './upload-policy.ts';
import type { WantCall } from './want-call.ts';
import { WantError } from './want-error.ts';
import { parseNamespace, pathOfKey } from './want-path.ts';

/** 10,000 blocks of some 60 bytes of JSON each, in base64. */
const completeFormLimits: FormLimits = {
  fields: 200,
  valueBytes: 2 * 1024 * 1024,
  totalBytes: 2.5 * 1024 * 1024,
};

type Block = PartRecord & { partNumber: number };

interface Completed {
  bucket: string;
  key: string;
  object: ObjectRecord;
  image: ImageSize | undefined;
  vars: ReadonlyMap<string, string>;
}

/** `POST /api/proxy/blockComplete`: the file is made of the blocks' own files, so nothing is copied. */
export async function completeBlocks(call: WantCall, policy: UploadPolicy): Promise<Reply> {
  const fields = await readFields(call.req, completeFormLimits);
  const listed = parseListedBlocks(requiredField(fields, 'parts'));
  const earlier = findCompleted(call, policy, fields);
  const { bucket, key, object, image, vars } = earlier ?? (await complete(call, policy, fields, listed));
  const answer = { ...fileAnswer(call, { bucket, key }, object), uploadId: object.uploadId };
  const magic = {
    namespace: bucket,
    ...pathOfKey(key),
    size: object.size,
    mimeType: mimeTypeOf(object),
    image,
    vars: new Map([...vars, ...uploadFields(fields).vars]),
  };
  return finishUpload(policy, magic, answer, call);
}

/** A client whose first answer was lost on the way asks again, and is answered as it was. */
function findCompleted(
  { store, access }: WantCall,
  policy: UploadPolicy,
  fields: readonly FormField[],
): Completed | undefined {
  const bucket = parseNamespace(policy.namespace);
  const key = decodeBase64(requiredField(fields, 'id'))?.toString('utf8') ?? '';
  const uploadId = fieldValue(fields, 'uploadId')?.toLowerCase();
  if (key === '' || Buffer.byteLength(key) > 1024 || uploadId === undefined) return undefined;
  const object = findObject(store.metadata.tables, bucket, key);
  if (object === undefined || object.uploadId !== uploadId) return undefined;
  access.require({ action: 's3:PutObject', bucket, key });
  return { bucket, key, object, image: undefined, vars: new Map() };
}

async function complete(
  call: WantCall,
  policy: UploadPolicy,
  fields: readonly FormField[],
  listed: readonly ListedBlock[],
): Promise<Completed> {
  const { store, source } = call;
  const target = findBlockUpload(call, policy, fields);
  const { bucket, upload } = target;
  const { key, uploadId, want } = upload;
  const blocks = checkBlocks<Block>([...listPartRecords(store.metadata.tables, uploadId)], listed);
  const size = blocks.reduce((sum, block) => sum + block.size, 0);
  if (policy.sizeLimit !== undefined && size > policy.sizeLimit) throw sizeExceeded(policy.sizeLimit);
  checkMimeType(upload.description.headers['content-type'] ?? '', policy);
  const md5 = md5Field(fields);
  if (md5 !== undefined && md5 !== (await md5OfBlocks(store, target, blocks))) throw md5NotMatch();
  const files = blocks.map(({ file }) => file);

  const object = await store.contents.commit([], (tables) => {
    requireUpload(tables, bucket, key, uploadId);
    checkWritable(store, tables, { bucket, key }, { ifAbsent: policy.insertOnly || want.insertOnly });
    const now = checkBlocks<Block>([...listPartRecords(tables, uploadId)], listed);
    if (now.some(({ file }, index) => file !== files[index])) throw blocksChanged();
    const { tags, lock, encryption } = upload;
    const { result, discarded, events } = insertObject(
      store,
      tables,
      { bucket, key },
      {
        ...upload.description,
        ...{ tags, lock, encryption },
        size,
        etag: etagOfBlocks(blocks, md5),
        content: putLayout(
          tables,
          newFileId(),
          blocks.map(({ file, size: blockSize }) => ({ id: file, size: blockSize })),
        ),
        layout: [],
        checksum: undefined,
        uploadId,
      },
      { event: 's3:ObjectCreated:CompleteMultipartUpload', source },
    );
    return {
      result,
      discarded: [...removeUpload(tables, bucket, upload, new Set(files)), ...discarded],
      events,
    };
  });
  store.replicator.wake();
  return { bucket, key, object, image: want.image, vars: new Map(want.vars) };
}

/** The MD5 of the whole where it is known without reading it: else what S3 gives an object of parts, which is none. */
function etagOfBlocks(blocks: readonly Block[], md5: string | undefined): string {
  const [first] = blocks;
  if (md5 !== undefined) return md5;
  return first !== undefined && blocks.length === 1
    ? first.etag
    : etagOfParts(blocks.map(({ etag }) => etag));
}

/** Reads them all, which takes its time. */
async function md5OfBlocks(
  { contents }: StoreContext,
  { encryptionKey }: BlockUpload,
  blocks: readonly Block[],
): Promise<string> {
  const hash = createHash('md5');
  for (const { file, size } of blocks) {
    if (file === undefined) continue;
    const source = { content: { kind: 'file' as const, id: file }, size };
    const reader = await contents.read(source, undefined, encryptionKey).catch((error: unknown) => {
      throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? blocksChanged() : error;
    });
    try {
      for await (const chunk of reader.chunks()) hash.update(chunk);
    } finally {
      await reader.close();
    }
  }
  return hash.digest('hex');
}

const blocksChanged = () =>
  new WantError('InvalidPart', 'A block was sent again while the file was completed.');
