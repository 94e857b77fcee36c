import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useText } from '../../components/text/language.ts';
import { type IncompleteUpload, type StorageDriver, StorageError } from '../../storage/index.ts';
import { useAnnounce } from '../shared/announce.tsx';
import { queryKeys } from '../shared/query-keys.ts';
import { collectUploads } from './queries.ts';
import { type AbortedUpload, countVerdicts, runAbort } from './run-abort.ts';

export type AbortTargets =
  | { kind: 'chosen'; uploads: readonly IncompleteUpload[] }
  /** Those under the prefix that are old enough; they are listed to the last page first. */
  | { kind: 'older'; prefix: string };

export type AbortStep =
  | { step: 'listing'; count: number }
  | { step: 'unlisted'; error: unknown }
  /** What the plan may choose from. */
  | { step: 'planned'; uploads: readonly IncompleteUpload[] }
  | { step: 'aborting'; total: number; done: number; stopping: boolean }
  | { step: 'done'; results: AbortedUpload[] };

interface AbortOptions {
  storage: StorageDriver;
  bucket: string;
  targets: AbortTargets;
}

/** List where needed, show, abort exactly what was shown, tell what became of each. */
export function useAbort({ storage, bucket, targets }: AbortOptions) {
  const t = useText('uploads');
  const announce = useAnnounce();
  const client = useQueryClient();
  const stop = useRef<AbortController>(undefined);
  const [step, setStep] = useState<AbortStep>(
    targets.kind === 'chosen' ? { step: 'planned', uploads: targets.uploads } : { step: 'listing', count: 0 },
  );

  const list = useCallback(async () => {
    if (targets.kind === 'chosen') return;
    stop.current?.abort();
    const controller = new AbortController();
    stop.current = controller;
    const { signal } = controller;
    const show = (next: AbortStep) => {
      if (!signal.aborted) setStep(next);
    };
    show({ step: 'listing', count: 0 });
    try {
      const all = { bucket, prefix: targets.prefix, limit: Number.POSITIVE_INFINITY };
      const onPage = (count: number) => show({ step: 'listing', count });
      const { uploads } = await collectUploads(storage, all, { signal, onPage });
      show({ step: 'planned', uploads });
    } catch (error) {
      show({ step: 'unlisted', error });
    }
  }, [storage, bucket, targets]);

  useEffect(() => {
    void list();
    return () => stop.current?.abort();
  }, [list]);

  const abort = useCallback(
    async (uploads: readonly IncompleteUpload[]) => {
      const { multipart } = storage;
      if (!multipart) throw new StorageError('not-supported');
      const controller = new AbortController();
      stop.current = controller;
      setStep({ step: 'aborting', total: uploads.length, done: 0, stopping: false });
      const results = await runAbort(
        {
          abort: ({ key, uploadId }) => multipart.abort({ bucket, key, uploadId }),
          measure: ({ key, uploadId }) => multipart.measure({ bucket, key, uploadId }),
        },
        uploads,
        {
          stop: controller.signal,
          onProgress: (done) => setStep((now) => (now.step === 'aborting' ? { ...now, done } : now)),
        },
      );
      const { removed } = countVerdicts(results);
      const count = results.length;
      announce(removed === count ? t('aborted', { count }) : t('abortedPartly', { count, removed }));
      setStep({ step: 'done', results });
      void client.invalidateQueries({ queryKey: queryKeys.uploads(storage.connectionId, bucket) });
    },
    [storage, bucket, client, announce, t],
  );

  /** Ends what is under way: listing at once, aborting after the uploads that the server is working on. */
  const halt = useCallback(() => {
    stop.current?.abort();
    setStep((now) => (now.step === 'aborting' ? { ...now, stopping: true } : now));
  }, []);

  return { step, listAgain: () => void list(), abort, halt };
}
