import type { UploadCallOptions } from '../call-options.ts';
import { connectionId, type WantProfile } from '../connection.ts';
import type { Credentials } from '../credentials.ts';
import type { StorageDriver } from '../driver.ts';
import { StorageError } from '../errors.ts';
import type { PutInput } from '../object-operations.ts';
import type { ObjectRef, StoredBytes } from '../types.ts';
import { getObject } from './read-file.ts';
import { policyOperations } from './upload-policies.ts';
import { keepingTerms, type Signatory, termsToBegin } from './upload-terms.ts';
import { blockOperations, maxSingleSize, storedOf, typed } from './want-blocks.ts';
import { createWantCaller, type WantCaller, type WantSurroundings } from './want-caller.ts';
import { createFolder, fileExists, folderExists } from './want-files.ts';
import { listObjects } from './want-listing.ts';
import { deleteObject, deleteObjects, headObject } from './want-objects.ts';
import { dirOfPrefix, isRefusedKey, pathOfKey } from './want-path.ts';
import { uploadFile } from './want-uploads.ts';

export interface OpenWant {
  profile: WantProfile;
  credentials: Credentials;
}

/**
 * A driver for one Want service: keys that sign here, or somebody else's token, which uploads and does nothing else
 * (all other calls are `not-supported`).
 */
export function createWantDriver(
  { profile, credentials }: OpenWant,
  surroundings: WantSurroundings = {},
): StorageDriver {
  const { endpoint, manageEndpoint, keyType, accessKeyId, timeout } = profile;
  const { secretAccessKey, uploadToken } = credentials;
  const keys = { type: keyType, accessKeyId, secretAccessKey };
  const caller = createWantCaller(
    {
      uploadEndpoint: endpoint,
      manageEndpoint,
      signer: uploadToken === undefined ? { kind: 'keys', keys } : { kind: 'token', token: uploadToken },
      timeout: timeout && timeout * 1000,
    },
    surroundings,
  );
  const signatory: Signatory = {
    tokenPolicy: uploadToken === undefined ? undefined : (profile.tokenPolicy ?? ''),
    now: surroundings.now ?? Date.now,
  };

  return {
    protocol: 'want',
    connectionId: connectionId(profile),
    objects: {
      realFolders: true,
      plain: true,
      refusesKey: isRefusedKey,
      list: (input, options) => listObjects(caller, input, options),
      async head(input, options) {
        refuseOthers(input);
        return headObject(caller, input, options);
      },
      async get(input, options) {
        refuseOthers(input);
        return getObject(caller, input, options);
      },
      exists: async ({ bucket: namespace, key }, options) =>
        key.endsWith('/')
          ? folderExists(caller, { namespace, dir: dirOfPrefix(key) }, options)
          : fileExists(caller, { namespace, ...pathOfKey(key) }, options),
      put: (input, options) => putObject(caller, signatory, input, options),
      delete: (input, options) => deleteObject(caller, input, options),
      deleteMany: (input, options) => deleteObjects(caller, input, options),
    },
    blocks: blockOperations(caller, signatory),
    uploadPolicies: policyOperations(profile, credentials),
  };
}

/** There are no versions to be asked for, and nobody's own keys: what was meant would be another thing. */
function refuseOthers({ versionId, customerKey }: ObjectRef & { customerKey?: Uint8Array }): void {
  if (versionId !== undefined || customerKey !== undefined) throw new StorageError('not-supported');
}

/**
 * A file of at most 10 MiB (`too-large`, in the SDKs' words), or a folder, whose key ends in a slash and which has no
 * content. Where the policy names a dir or a name, the receipt tells where the file is.
 */
async function putObject(
  caller: WantCaller,
  signatory: Signatory,
  { bucket, key, body, md5, onlyIfAbsent, ...write }: PutInput,
  options?: UploadCallOptions,
): Promise<StoredBytes> {
  if (key.endsWith('/')) {
    if (body.size > 0) throw new StorageError('key-refused');
    const folder = { namespace: bucket, dir: dirOfPrefix(key) };
    // Nothing but a look beforehand: to make one that is there is no error to the service.
    if (onlyIfAbsent && (await folderExists(caller, folder, options))) {
      throw new StorageError('precondition-failed');
    }
    await createFolder(caller, folder, options);
    return { etag: '', etagIsMd5: false };
  }
  const path = pathOfKey(key);
  if (body.size > maxSingleSize) {
    throw new StorageError('too-large', {
      serviceMessage: 'file is too large, use multi part upload please',
    });
  }
  const asked = termsToBegin(signatory, bucket, write);
  const terms = onlyIfAbsent ? keepingTerms(asked, signatory) : asked;
  const file = { ...path, content: typed(body, write), md5, meta: write.metadata };
  try {
    return storedOf(await uploadFile(caller, { ...terms, ...file }, options));
  } catch (error) {
    if (!onlyIfAbsent || !(error instanceof StorageError) || error.code !== 'file-exists') throw error;
    throw new StorageError('precondition-failed', { ...error, cause: error });
  }
}
