import {
  type ObjectRef,
  type PresignInput,
  type StorageDriver,
  StorageError,
} from '../../../storage/index.ts';
import type { MadeLink } from './link-list.ts';

type NamedObject = ObjectRef & { versionId: string | undefined };

/** Signing is work of this page: a pause now and then keeps it answering. */
export async function makeLinks(
  storage: Pick<StorageDriver, 'presign'>,
  refs: readonly NamedObject[],
  signal: AbortSignal,
  inputOf: (ref: NamedObject) => PresignInput | undefined,
): Promise<MadeLink[]> {
  const links: MadeLink[] = [];
  for (const ref of refs) {
    const input = inputOf(ref);
    if (!storage.presign || !input) throw new StorageError('not-supported');
    const { url, expiresAt } = await storage.presign.presign(input);
    links.push({ key: ref.key, url, expiresAt });
    if (links.length % 20 === 0) await new Promise((resolve) => setTimeout(resolve));
    if (signal.aborted) throw new StorageError('aborted');
  }
  return links;
}
