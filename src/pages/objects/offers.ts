import type { StorageDriver } from '../../storage/index.ts';

/** What a connection has at all; whether it can be done to what is chosen is another question. */
export interface Offers {
  /** Copy, move, rename, edit: all of them are copies. */
  copy: boolean;
  /** Links that are signed here. Anonymous connections show them, with the reason why there are none. */
  links: boolean;
  tags: boolean;
  locks: boolean;
  versions: boolean;
  query: boolean;
  metadata: boolean;
  /** Classes, encryption and whatever else is set for a stored object beside its type. */
  storageClass: boolean;
  code: boolean;
  uploadPolicy: boolean;
}

export type OfferingStorage = Pick<
  StorageDriver,
  'presign' | 'objectTags' | 'locks' | 'versions' | 'select' | 'journal' | 'uploadPolicies'
> & { objects: Pick<StorageDriver['objects'], 'copy' | 'plain'> };

export function offersOf(storage: OfferingStorage): Offers {
  const isPlain = storage.objects.plain === true;
  return {
    copy: storage.objects.copy !== undefined,
    links: storage.presign !== undefined || !isPlain,
    tags: storage.objectTags !== undefined,
    locks: storage.locks !== undefined,
    versions: storage.versions !== undefined,
    query: storage.select !== undefined,
    metadata: !isPlain,
    storageClass: !isPlain,
    code: storage.journal !== undefined,
    uploadPolicy: storage.uploadPolicies !== undefined,
  };
}
