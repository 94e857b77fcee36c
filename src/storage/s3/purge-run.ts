import { StorageError } from '../errors.ts';
import type { PurgePlan, PurgeProgress, PurgeRefusal, PurgeResult } from '../purge-types.ts';
import type { IncompleteUpload } from '../types.ts';
import { type Doomed, doomedPages, type PurgedDriver, uploadsOf } from './purge-plan.ts';

export interface PurgeRunOptions {
  stop: AbortSignal;
  bypassGovernance?: boolean;
  onProgress?: (progress: PurgeProgress) => void;
}

/** Each round takes away what hid something else, so a deep tree takes many; this is deeper than any key. */
const maxRounds = 1024;
const keptRefusals = 1000;
/** What somebody else deleted first is as gone as what we did. */
const goneCodes = ['NoSuchVersion', 'NoSuchKey', 'NoSuchUpload'];

type Ended = PurgeResult['ended'];

/**
 * Empties the plan's bucket and deletes it. It is listed again from its beginning until the server deletes the bucket,
 * because servers hide keys behind others (MinIO: `a/b` behind `a`), and is never emptied of what was written after
 * the plan. See `PurgeOperations.run`.
 */
export async function runPurge(
  driver: PurgedDriver,
  plan: PurgePlan,
  options: PurgeRunOptions,
): Promise<PurgeResult> {
  const run = new PurgeRun(driver, plan, options);
  try {
    return run.resultOf(await run.toTheEnd());
  } catch (error) {
    // Somebody else was faster: what was wanted is so.
    const isGone = error instanceof StorageError && error.code === 'no-such-bucket';
    return run.resultOf(isGone ? { by: 'deleted' } : { by: 'error', error });
  }
}

class PurgeRun {
  readonly #driver: PurgedDriver;
  readonly #plan: PurgePlan;
  readonly #options: PurgeRunOptions;
  readonly #refusals: PurgeRefusal[] = [];
  readonly #progress: PurgeProgress = { deleted: 0, abortedUploads: 0, refused: 0, rounds: 0 };
  #appeared = 0;

  constructor(driver: PurgedDriver, plan: PurgePlan, options: PurgeRunOptions) {
    this.#driver = driver;
    this.#plan = plan;
    this.#options = options;
  }

  resultOf(ended: Ended): PurgeResult {
    return { ...this.#progress, refusals: this.#refusals, appeared: this.#appeared, ended };
  }

  async toTheEnd(): Promise<Ended> {
    const { stop } = this.#options;
    await this.#abortUploads(this.#plan.uploads);
    while (this.#progress.rounds < maxRounds) {
      this.#progress.rounds += 1;
      const before = this.#done();
      await this.#deleteVersions();
      if (this.#progress.rounds > 1) await this.#abortLaterUploads();
      if (stop.aborted) return { by: 'person' };
      if (this.#progress.refused > 0) return { by: 'refused' };
      if (this.#appeared > 0) return { by: 'appeared' };
      if (await this.#deleteBucket()) return { by: 'deleted' };
      // A first round may find nothing because only uploads are in the way.
      if (this.#done() === before && this.#progress.rounds > 1) break;
    }
    return { by: 'not-empty' };
  }

  /** True once it is gone; false while the server says that something is in it. */
  async #deleteBucket(): Promise<boolean> {
    const { buckets } = this.#driver;
    if (!buckets) throw new StorageError('not-supported');
    try {
      await buckets.delete(this.#plan.bucket);
      return true;
    } catch (error) {
      if (error instanceof StorageError && error.code === 'no-such-bucket') return true;
      if (error instanceof StorageError && error.code === 'bucket-not-empty') return false;
      throw error;
    }
  }

  async #deleteVersions(): Promise<void> {
    const { stop } = this.#options;
    for await (const { page } of doomedPages(this.#driver, this.#plan.bucket, undefined)) {
      if (stop.aborted) return;
      const planned = page.filter((each) => this.#isPlanned(each.lastModified));
      this.#appeared += page.length - planned.length;
      // No signal: what a batch has begun is waited for, so that every count is a known one.
      if (planned.length > 0) await this.#deletePage(planned);
      this.#report();
    }
  }

  async #deletePage(page: Doomed[]): Promise<void> {
    const { objects, versions } = this.#driver;
    const { bucket } = this.#plan;
    const { bypassGovernance } = this.#options;
    const plain = page.filter(({ versionId }) => versionId === undefined);
    const versioned = page.flatMap(({ key, versionId }) =>
      versionId === undefined ? [] : [{ key, versionId }],
    );
    if (versioned.length > 0 && versions) {
      const outcome = await versions.deleteMany({ bucket, versions: versioned, bypassGovernance });
      this.#take(outcome.deleted.length, outcome.failed);
    }
    if (plain.length > 0) {
      const outcome = await objects.deleteMany({ bucket, keys: plain.map(({ key }) => key) });
      this.#take(outcome.deleted.length, outcome.failed);
    }
  }

  #take(deleted: number, failed: readonly PurgeRefusal[]): void {
    const refused = failed.filter(({ code }) => !goneCodes.includes(code));
    this.#progress.deleted += deleted + failed.length - refused.length;
    for (const refusal of refused) this.#refuse(refusal);
  }

  #refuse(refusal: PurgeRefusal): void {
    this.#progress.refused += 1;
    if (this.#refusals.length < keptRefusals) this.#refusals.push(refusal);
  }

  async #abortLaterUploads(): Promise<void> {
    const later = await uploadsOf(this.#driver, this.#plan.bucket, undefined);
    const planned = later.filter(({ initiated }) => this.#isPlanned(initiated));
    this.#appeared += later.length - planned.length;
    await this.#abortUploads(planned);
  }

  async #abortUploads(uploads: readonly IncompleteUpload[]): Promise<void> {
    const { bucket } = this.#plan;
    for (const { key, uploadId } of uploads) {
      if (this.#options.stop.aborted) return;
      try {
        await this.#driver.multipart?.abort({ bucket, key, uploadId });
        this.#progress.abortedUploads += 1;
      } catch (error) {
        if (!(error instanceof StorageError) || error.status === undefined) throw error;
        const { code, serviceCode = code, serviceMessage: message = '' } = error;
        this.#refuse({ key, uploadId, code: serviceCode, message });
      }
      this.#report();
    }
  }

  #isPlanned(writtenAt: Date | undefined): boolean {
    return (writtenAt?.getTime() ?? 0) <= this.#plan.plannedAt;
  }

  #done(): number {
    return this.#progress.deleted + this.#progress.abortedUploads;
  }

  #report(): void {
    this.#options.onProgress?.({ ...this.#progress });
  }
}
