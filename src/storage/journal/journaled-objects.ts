import type { StorageDriver } from '../driver.ts';
import type { CopyInput } from '../object-operations.ts';
import type { ObjectRef, VersionRef, WriteOptions } from '../types.ts';
import type { Act, WriteFacts } from './act-types.ts';
import { overriding, type Sender } from './sender.ts';

/** Keys of a delete that the journal holds. */
const mostKeys = 100;

export function ofObjects(
  { objects, versions, events }: StorageDriver,
  { once, pages }: Sender,
): Partial<StorageDriver> {
  const { copy } = objects;
  return {
    objects: overriding(objects, {
      list: (input, options) =>
        pages(
          {
            kind: 'list-objects',
            ...listed(input),
            startAfter: input.startAfter,
            withMetadata: input.withMetadata,
          },
          objects.list(input, options),
        ),
      head: (input, options) => once({ kind: 'stat', ...refOf(input) }, objects.head(input, options)),
      get: (input, options) =>
        once({ kind: 'get', ...refOf(input), range: input.range }, objects.get(input, options)),
      put: (input, options) => {
        const { body: _, bucket, key, md5: __, onlyIfAbsent: ___, ...write } = input;
        return once({ kind: 'put', bucket, key, options: withoutKey(write) }, objects.put(input, options));
      },
      copy: copy && ((input, options) => once(copyAct(input), copy.call(objects, input, options))),
      delete: (input, options) =>
        once(removal(input.bucket, [{ key: input.key }]), objects.delete(input, options)),
      deleteMany: (input, options) =>
        once(
          removal(
            input.bucket,
            input.keys.slice(0, mostKeys).map((key) => ({ key })),
            input.keys.length,
          ),
          objects.deleteMany(input, options),
        ),
    }),
    versions:
      versions &&
      overriding(versions, {
        list: (input, options) =>
          pages(
            { kind: 'list-versions', ...listed(input), startAfter: input.startAfter },
            versions.list(input, options),
          ),
        deleteMany: (input, options) =>
          once(
            removal(
              input.bucket,
              input.versions.slice(0, mostKeys),
              input.versions.length,
              input.bypassGovernance,
            ),
            versions.deleteMany(input, options),
          ),
      }),
    events:
      events &&
      overriding(events, {
        listen: (input, options) => pages({ kind: 'listen', ...input }, events.listen(input, options)),
      }),
  };
}

/** An upload in parts is told as what it makes: an object that was put, or one that was copied. */
export function ofUploads(
  { multipart }: StorageDriver,
  { once, pages, refuse }: Sender,
): Partial<StorageDriver> {
  if (!multipart) return {};
  const begun = new Map<string, Act>();
  return {
    multipart: overriding(multipart, {
      async create(input, options) {
        const { bucket, key, ...write } = input;
        const act: Act = { kind: 'put', bucket, key, options: withoutKey(write) };
        try {
          const uploadId = await multipart.create(input, options);
          begun.set(uploadId, act);
          return uploadId;
        } catch (error) {
          refuse(act, error);
          throw error;
        }
      },
      copyPart(input, options) {
        const act = begun.get(input.uploadId);
        if (act?.kind === 'put') {
          const { tags, storageClass, encryption, retention, legalHold, ...properties } = act.options;
          const { bucket, key, source, sourceIfMatch } = input;
          begun.set(input.uploadId, {
            ...{ kind: 'copy', bucket, key, source: refOf(source) },
            ...{ properties, tags, storageClass, encryption, retention, legalHold },
            conditions: sourceIfMatch === undefined ? undefined : { sourceIfMatch },
          });
        }
        return multipart.copyPart(input, options);
      },
      complete(input, options) {
        const { bucket, key, uploadId } = input;
        const call = once(
          begun.get(uploadId) ?? { kind: 'put', bucket, key, options: {} },
          multipart.complete(input, options),
        );
        call.then(
          () => begun.delete(uploadId),
          () => {},
        );
        return call;
      },
      abort(input, options) {
        const { bucket, key, uploadId } = input;
        begun.delete(uploadId);
        return once({ kind: 'abort-upload', bucket, key, uploadId }, multipart.abort(input, options));
      },
      listUploads: (input, options) =>
        once(
          { kind: 'list-uploads', bucket: input.bucket, prefix: input.prefix ?? '' },
          multipart.listUploads(input, options),
        ),
      uploadPages: (input, options) =>
        pages(
          { kind: 'list-uploads', bucket: input.bucket, prefix: input.prefix ?? '' },
          multipart.uploadPages(input, options),
        ),
    }),
  };
}

function copyAct(input: CopyInput): Act {
  const { bucket, key, source, encryption, ...rest } = input;
  return { kind: 'copy', bucket, key, source: refOf(source), ...rest, ...withoutKey({ encryption }) };
}

function withoutKey({ encryption, ...options }: WriteOptions): WriteFacts {
  if (!encryption) return options;
  return { ...options, encryption: encryption.kind === 'sse-c' ? { kind: 'sse-c' } : encryption };
}

export const nameOf = ({ bucket, key, versionId }: ObjectRef): ObjectRef => ({ bucket, key, versionId });

const refOf = (input: ObjectRef & { customerKey?: Uint8Array }) => ({
  ...nameOf(input),
  sealed: input.customerKey !== undefined,
});

const listed = ({
  bucket,
  prefix = '',
  delimiter,
}: {
  bucket: string;
  prefix?: string;
  delimiter?: string;
}) => ({
  bucket,
  prefix,
  recursive: delimiter === undefined,
});

const removal = (
  bucket: string,
  objects: readonly (VersionRef | { key: string })[],
  count: number = objects.length,
  bypassGovernance = false,
): Act => ({ kind: 'remove', bucket, objects, count, bypassGovernance });
