import type { CallOptions } from '../call-options.ts';
import { StorageError } from '../errors.ts';
import type { ObjectTagOperations } from '../object-operations.ts';
import { objectTagLimits, tagProblem } from '../object-tag-limits.ts';
import type { Tag } from '../settings/setting-types.ts';
import type { ObjectRef } from '../types.ts';
import type { S3Caller } from './caller.ts';
import { readObjectDocument, writeObjectDocument } from './object-document.ts';
import { child, children, element, leaf, textOf, xmlDocument } from './settings/xml-document.ts';

const missingCodes = ['NoSuchTagSet', 'NoSuchTagSetError'];

/** By key: servers have no order of their own, MinIO another one each time. */
const sorted = (tags: readonly Tag[]) =>
  tags.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));

const sameTags = (some: readonly Tag[], others: readonly Tag[]) =>
  JSON.stringify(sorted(some).map(({ key, value }) => [key, value])) ===
  JSON.stringify(sorted(others).map(({ key, value }) => [key, value]));

async function readTags(caller: S3Caller, ref: ObjectRef, options?: CallOptions): Promise<Tag[]> {
  try {
    const root = await readObjectDocument(caller, ref, 'tagging', ['Tagging'], options);
    const tags = children(child(root, 'TagSet'), 'Tag').map((tag) => ({
      key: textOf(tag, 'Key') ?? '',
      value: textOf(tag, 'Value') ?? '',
    }));
    return sorted(tags);
  } catch (error) {
    if (error instanceof StorageError && missingCodes.includes(error.serviceCode ?? '')) return [];
    throw error;
  }
}

const tagsDocument = (tags: readonly Tag[]) =>
  xmlDocument(
    'Tagging',
    element(
      'TagSet',
      tags.map(({ key, value }) => element('Tag', leaf('Key', key), leaf('Value', value))),
    ),
  );

function refuseUnsendable(tags: readonly Tag[]): void {
  const isWrong = tags.some((tag, index) => tagProblem(tag, index, tags) !== undefined);
  if (isWrong || tags.length > objectTagLimits.tags) throw new StorageError('invalid-argument');
}

/**
 * The tags of objects. A change reads them first: that shows that the server routes the call, and whether they are
 * still those that the change was made on. API: GetObjectTagging, PutObjectTagging, DeleteObjectTagging.
 */
export function objectTagOperations(caller: S3Caller): ObjectTagOperations {
  async function update(
    ref: ObjectRef,
    change: (tags: readonly Tag[]) => readonly Tag[],
    options?: CallOptions,
  ): Promise<boolean> {
    const current = await readTags(caller, ref, options);
    const tags = change(current);
    if (sameTags(current, tags)) return false;
    refuseUnsendable(tags);
    // An empty set is refused by some servers: none is no document.
    const document = tags.length === 0 ? undefined : tagsDocument(tags);
    await writeObjectDocument(caller, ref, 'tagging', document, { signal: options?.signal });
    return true;
  }

  return {
    read: (ref, options) => readTags(caller, ref, options),
    update,
    async write(ref, tags, { expected, signal } = {}) {
      refuseUnsendable(tags);
      const change = (current: readonly Tag[]) => {
        // S3 has no condition for these calls: what is saved between this look and the call goes unseen.
        if (expected !== undefined && !sameTags(current, expected)) throw new StorageError('setting-changed');
        return tags;
      };
      return update(ref, change, { signal });
    },
  };
}
