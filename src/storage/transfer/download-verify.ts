import { StorageError } from '../errors.ts';
import { withRetry } from '../http/retry.ts';
import type { ObjectHead } from '../types.ts';
import { type DownloadPlan, evenParts, expectedHash } from './download-plan.ts';
import type { DownloadRun, DownloadTask, DownloadVerdict } from './download-steps.ts';

/** Parts whose sizes are asked for one by one, where they are not all alike. */
const mostMeasured = 100;

/**
 * Compares the file, as it is read back, with the object's ETag: `file-differs` where it proves to be other bytes. By
 * its size alone where the ETag says nothing of it: a range, an encrypted object, parts of unknown sizes.
 */
export async function verifyDownload(
  task: DownloadTask,
  run: DownloadRun,
  { head, plan }: { head: ObjectHead; plan: DownloadPlan },
  file: Blob,
): Promise<DownloadVerdict> {
  if (file.size !== plan.size) throw new StorageError('file-differs');
  const bySize: DownloadVerdict = { by: 'size', etag: head.etag };
  if (plan.size !== head.size) return bySize;
  const expected = expectedHash(head);
  if (expected.kind === 'none') return bySize;
  const { signal } = run.controller;
  if (expected.kind === 'md5') {
    if ((await run.digester.md5(file, { signal })) === expected.md5) return { by: 'md5', etag: head.etag };
    throw new StorageError('file-differs');
  }
  const byParts: DownloadVerdict = { by: 'parts-md5', etag: head.etag };
  const { md5, count } = expected;
  const even = evenParts((await measure(task, run, 1)) ?? 0, count, head.size);
  if (even && (await md5OfParts(run, file, even)) === md5) return byParts;
  const measured = await measureAll(task, run, count);
  if (measured?.reduce((sum, size) => sum + size, 0) !== head.size) return bySize;
  if ((await md5OfParts(run, file, measured)) === md5) return byParts;
  throw new StorageError('file-differs');
}

/** Undefined where the server does not tell. */
async function measure(
  task: DownloadTask,
  run: DownloadRun,
  partNumber: number,
): Promise<number | undefined> {
  const { storage, bucket, key, versionId, customerKey } = task;
  const { signal } = run.controller;
  if (!storage.objects.partSize) return undefined;
  const ask = storage.objects.partSize;
  try {
    return await withRetry(() => ask({ bucket, key, versionId, customerKey, partNumber }, { signal }), {
      ...run.retry,
      signal,
    });
  } catch (error) {
    if (signal.aborted) throw error;
    return undefined;
  }
}

async function measureAll(
  task: DownloadTask,
  run: DownloadRun,
  count: number,
): Promise<number[] | undefined> {
  if (count > mostMeasured) return undefined;
  const sizes: number[] = [];
  for (let part = 1; part <= count; part += 1) {
    const size = await measure(task, run, part);
    if (size === undefined) return undefined;
    sizes.push(size);
  }
  return sizes;
}

async function md5OfParts(run: DownloadRun, file: Blob, sizes: readonly number[]): Promise<string> {
  const { signal } = run.controller;
  let start = 0;
  const parts = sizes.map((size) => {
    const part = file.slice(start, start + size);
    start += size;
    return part;
  });
  const digests: string[] = [];
  // Two at a time: as many as there are workers.
  for (let at = 0; at < parts.length; at += 2) {
    digests.push(
      ...(await Promise.all(parts.slice(at, at + 2).map((part) => run.digester.md5(part, { signal })))),
    );
  }
  const joined = Uint8Array.from(digests.join('').match(/../g) ?? [], (digits) =>
    Number.parseInt(digits, 16),
  );
  return run.digester.md5(new Blob([joined]), { signal });
}
