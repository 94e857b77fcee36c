import { connectionId } from '../connection.ts';
import type { StorageDriver } from '../driver.ts';
import type { ObjectOperations } from '../object-operations.ts';
import { createBucket, deleteBucket, headBucket, listBuckets } from './buckets.ts';
import { createS3Caller, type Surroundings } from './caller.ts';
import { capabilityOperations } from './capabilities.ts';
import type { Connection } from './client.ts';
import { copyObject } from './copy-object.ts';
import { deleteObjects } from './delete-many.ts';
import { listParts, listUploads, measureUpload, uploadPages } from './list-uploads.ts';
import { listObjects } from './listing/list-objects.ts';
import { eventOperations } from './minio/event-operations.ts';
import {
  abortUpload,
  completeUpload,
  copyPart,
  createUpload,
  multipartLimits,
  uploadPart,
} from './multipart.ts';
import { lockOperations } from './object-lock.ts';
import { objectTagOperations } from './object-tags.ts';
import { deleteObject, putObject } from './objects.ts';
import { partSize } from './part-size.ts';
import { presignObject } from './presign.ts';
import { purgeOperations } from './purge.ts';
import { getObject, headObject } from './read-object.ts';
import { probeSelect, selectObjectContent } from './select/select-object-content.ts';
import { settingsOperations } from './settings/bucket-settings.ts';
import { createUploadForm } from './upload-form.ts';
import { deleteVersions } from './versions/delete-versions.ts';
import { listVersions } from './versions/list-versions.ts';

const credentialsEnd = ({ keys, credentials }: Connection) =>
  keys?.getState().expiresAt ?? credentials?.expiresAt;

type S3Driver = StorageDriver & { objects: Required<Pick<ObjectOperations, 'copy'>> };

/** Assembles the driver for one connection. Nothing is sent before its first call. */
export function createS3Driver(connection: Connection, surroundings?: Surroundings): S3Driver {
  const caller = createS3Caller(connection, surroundings);
  const driver: S3Driver = {
    protocol: 's3',
    keys: connection.keys,
    connectionId: connectionId(connection.profile),
    buckets: {
      list: (options) => listBuckets(caller, options),
      head: (bucket, options) => headBucket(caller, bucket, options),
      create: (bucket, input, options) => createBucket(caller, bucket, input, options),
      delete: (bucket, options) => deleteBucket(caller, bucket, options),
    },
    objects: {
      list: (input, options) => listObjects(caller, input, options),
      head: (input, options) => headObject(caller, input, options),
      get: (input, options) => getObject(caller, input, options),
      partSize: (input, options) => partSize(caller, input, options),
      put: (input, options) => putObject(caller, input, options),
      delete: (input, options) => deleteObject(caller, input, options),
      deleteMany: (input, options) => deleteObjects(caller, input, options),
      copy: (input, options) => copyObject(caller, input, options),
    },
    events: eventOperations(caller, connection.profile),
    multipart: {
      ...multipartLimits,
      create: (input, options) => createUpload(caller, input, options),
      uploadPart: (input, options) => uploadPart(caller, input, options),
      copyPart: (input, options) => copyPart(caller, input, options),
      listParts: (input, options) => listParts(caller, input, options),
      measure: (input, options) => measureUpload(caller, input, options),
      listUploads: (input, options) => listUploads(caller, input, options),
      uploadPages: (input, options) => uploadPages(caller, input, options),
      complete: (input, options) => completeUpload(caller, input, options),
      abort: (input, options) => abortUpload(caller, input, options),
    },
    select: {
      probe: (ref, options) => probeSelect(caller, ref, options),
      query: (input, options) => selectObjectContent(caller, input, options),
    },
    settings: settingsOperations(caller),
    versions: {
      list: (input, options) => listVersions(caller, input, options),
      deleteMany: (input, options) => deleteVersions(caller, input, options),
    },
    objectTags: objectTagOperations(caller),
    locks: lockOperations(caller, surroundings?.now),
    capabilities: capabilityOperations(connection, surroundings),
    // Without credentials there is nothing to sign with.
    presign: connection.credentials && {
      presign: (input) => presignObject(caller, input, surroundings?.now),
      get credentialsExpireAt() {
        return credentialsEnd(connection);
      },
    },
    uploadForms: connection.credentials && {
      create: (input) => createUploadForm(caller, input),
      get credentialsExpireAt() {
        return credentialsEnd(connection);
      },
    },
  };
  return { ...driver, purge: purgeOperations(driver, surroundings?.now) };
}
