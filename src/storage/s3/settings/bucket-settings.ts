import type { CallOptions } from '../../call-options.ts';
import type { SettingsOperations } from '../../driver.ts';
import { StorageError } from '../../errors.ts';
import { readBytes } from '../../http/read-body.ts';
import type { SettingDocument, SettingName, SettingValues } from '../../settings/setting-types.ts';
import { headBucket } from '../buckets.ts';
import type { S3Caller } from '../caller.ts';
import type { SettingDefinition } from './define-setting.ts';
import { definitions } from './definitions.ts';

/**
 * Reads a setting. `not-supported` where the server does not know it, which is never asked with anything but GET: a
 * PUT or DELETE of a sub-resource that a server does not route acts on the bucket itself.
 */
async function readSetting<N extends SettingName>(
  caller: S3Caller,
  bucket: string,
  definition: SettingDefinition<N>,
  options?: CallOptions,
): Promise<SettingDocument<SettingValues[N]>> {
  try {
    const response = await caller.plain({ method: 'GET', bucket, query: { [definition.name]: '' } }, options);
    const text = new TextDecoder().decode(await readBytes(response.body));
    const value = definition.parse(text);
    return { value, revision: definition.revisionOf?.(text) ?? text, text };
  } catch (error) {
    const isMissing =
      error instanceof StorageError && definition.missingCodes.includes(error.serviceCode ?? '');
    if (!isMissing) throw error;
    return { value: undefined, revision: '', text: '' };
  }
}

/** Every setting of a bucket, read, written and removed alike. API: Get-, Put-, DeleteBucket… of each. */
export function settingsOperations(caller: S3Caller): SettingsOperations {
  const definitionOf = <N extends SettingName>(name: N) =>
    definitions[name] as unknown as SettingDefinition<N>;

  async function change<N extends SettingName>(
    bucket: string,
    name: N,
    document: string | undefined,
    { expected, signal }: CallOptions & { expected?: string } = {},
  ): Promise<void> {
    const definition = definitionOf(name);
    // Also tells whether this server routes the sub-resource at all, before anything but GET is sent to it.
    const current = await readSetting(caller, bucket, definition, { signal });
    // S3 has no condition for these calls: what is saved between this look and the call goes unseen.
    if (expected !== undefined && current.revision !== expected) {
      // MinIO says of a bucket that is gone that it has no object lock.
      const isGone =
        current.value === undefined && (await headBucket(caller, bucket, { signal })) === 'absent';
      throw isGone
        ? new StorageError('no-such-bucket', { status: 404, serviceCode: 'NoSuchBucket' })
        : new StorageError('setting-changed');
    }
    // MinIO refuses to take away a replication that is not there.
    if (document === undefined && current.value === undefined) return;
    await caller.plain(
      {
        method: document === undefined ? 'DELETE' : 'PUT',
        bucket,
        query: { [name]: '' },
        body: document,
        contentType: document === undefined ? undefined : definition.contentType,
      },
      { signal },
    );
  }

  return {
    read: (bucket, name, options) => readSetting(caller, bucket, definitionOf(name), options),
    write: (bucket, name, value, options) => change(bucket, name, definitionOf(name).print(value), options),
    async remove(bucket, name, options) {
      const { removal } = definitionOf(name);
      if (removal === 'never') throw new StorageError('not-supported');
      await change(bucket, name, removal === 'delete' ? undefined : removal.document, options);
    },
    print: (name, value) => definitionOf(name).print(value),
    canRemove: (name) => definitionOf(name).removal !== 'never',
  };
}
