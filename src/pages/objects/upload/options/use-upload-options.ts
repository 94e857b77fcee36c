import { useSyncExternalStore } from 'react';
import { onUploadOptions, type UploadOptions, uploadOptionsOf } from './upload-options.ts';

export function useUploadOptions(connectionId: string, bucket: string): UploadOptions | undefined {
  return useSyncExternalStore(onUploadOptions, () => uploadOptionsOf({ connectionId, bucket }));
}
