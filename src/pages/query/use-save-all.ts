import { useEffect, useRef, useState } from 'react';
import type { SelectInput } from '../../storage/index.ts';
import { type ExportForm, exportName } from './export-result.ts';
import type { QueryEngine } from './query-engine.ts';
import { saveAll } from './save-all.ts';

export type Saving =
  | { kind: 'saving'; bytes: number }
  | { kind: 'saved'; bytes: number }
  | { kind: 'cancelled' }
  | { kind: 'failed'; error: unknown };

/** The whole result straight to a file; ends when the page does. */
export function useSaveAll(engine: QueryEngine) {
  const [saving, setSaving] = useState<Saving>();
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);

  const start = async (input: SelectInput, form: ExportForm) => {
    stop.current?.abort();
    const controller = new AbortController();
    stop.current = controller;
    let [bytes, told] = [0, 0];
    const isCurrent = () => stop.current === controller;
    try {
      const isSaved = await saveAll(engine, { ...input, output: form }, exportName(input.key, form), {
        signal: controller.signal,
        onProgress: (count) => {
          bytes = count;
          if (Date.now() - told < 100 || !isCurrent()) return;
          told = Date.now();
          setSaving({ kind: 'saving', bytes });
        },
      });
      if (isCurrent()) setSaving(isSaved ? { kind: 'saved', bytes } : undefined);
    } catch (error) {
      if (isCurrent())
        setSaving(controller.signal.aborted ? { kind: 'cancelled' } : { kind: 'failed', error });
    }
  };
  return {
    saving,
    save: (input: SelectInput, form: ExportForm) => void start(input, form),
    stop: () => stop.current?.abort(),
  };
}
