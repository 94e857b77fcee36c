import { useCallback, useEffect, useRef, useState } from 'react';
import {
  type IncompleteUpload,
  type ResumeCheck,
  type ResumeRefusal,
  type StorageDriver,
  StorageError,
} from '../../storage/index.ts';
import { useTransferEngine } from '../shared/transfer-engine.tsx';

type FittingFile = Extract<ResumeCheck, { fits: true }>;

export type ResumeStep =
  | { step: 'choose' }
  | { step: 'comparing'; file: File; compared: number; total: number }
  | { step: 'misfit'; file: File; why: ResumeRefusal }
  | { step: 'failed'; file: File; error: unknown }
  | { step: 'fits'; file: File; check: FittingFile; replaces: boolean };

/** From a chosen file to what it would take to finish the upload with it. Sends nothing. */
export function useResume(storage: StorageDriver, bucket: string, { key, uploadId }: IncompleteUpload) {
  const engine = useTransferEngine();
  const [step, setStep] = useState<ResumeStep>({ step: 'choose' });
  const run = useRef<AbortController>(undefined);
  useEffect(() => () => run.current?.abort(), []);

  const choose = useCallback(
    async (file: File) => {
      run.current?.abort();
      const controller = new AbortController();
      run.current = controller;
      const { signal } = controller;
      const show = (next: ResumeStep) => {
        if (!signal.aborted) setStep(next);
      };
      show({ step: 'comparing', file, compared: 0, total: 0 });
      try {
        const [check, replaces] = await Promise.all([
          engine.checkResume(
            { storage, bucket, key, uploadId, file },
            {
              signal,
              onProgress: (compared, total) => show({ step: 'comparing', file, compared, total }),
            },
          ),
          isStored(storage, bucket, key, signal),
        ]);
        if (check.fits) show({ step: 'fits', file, check, replaces });
        else show({ step: 'misfit', file, why: check.why });
      } catch (error) {
        show({ step: 'failed', file, error });
      }
    },
    [engine, storage, bucket, key, uploadId],
  );
  return { step, choose };
}

/** Only to warn: an account that may upload need not be allowed to look. */
async function isStored(
  storage: StorageDriver,
  bucket: string,
  key: string,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await storage.objects.head({ bucket, key }, { signal });
    return true;
  } catch (error) {
    if (error instanceof StorageError) return false;
    throw error;
  }
}
