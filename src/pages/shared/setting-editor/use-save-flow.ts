import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type SettingDocument,
  type SettingName,
  type SettingValues,
  StorageError,
} from '../../../storage/index.ts';
import { useConnection } from '../connection.tsx';
import { documentLines, linesBefore, lostLines } from './document-lines.ts';
import { settingQuery, useSaveSetting } from './use-setting.ts';

type Step<Document> =
  | { step: 'review' }
  /** Somebody else has saved meanwhile, and nothing of ours was. */
  | { step: 'changed'; theirs: Document }
  /** Saved, but what the server has now lacks something that was sent. */
  | { step: 'altered'; stored: Document };

interface SaveFlowInput<N extends SettingName> {
  bucket: string;
  name: N;
  base: SettingDocument<SettingValues[N]>;
  value: SettingValues[N] | undefined;
  onSaved: () => void;
}

/** Saves on the document that was seen last, and finds out what became of it. */
export function useSaveFlow<N extends SettingName>({ bucket, name, base, value, onSaved }: SaveFlowInput<N>) {
  type Document = SettingDocument<SettingValues[N]>;
  const connection = useConnection();
  const queryClient = useQueryClient();
  const { mutateAsync } = useSaveSetting(bucket, name);
  const [step, setStep] = useState<Step<Document>>({ step: 'review' });
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);

  const print = (of: SettingValues[N] | undefined) =>
    of === undefined ? '' : (connection.storage.settings?.print(name, of) ?? '');
  const after = documentLines(print(value));
  const readAgain = () => queryClient.fetchQuery({ ...settingQuery(connection, bucket, name), staleTime: 0 });

  const save = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await mutateAsync({ value, expected: (step.step === 'changed' ? step.theirs : base).revision });
      // A policy is JSON that servers rewrite as they like; elements of XML come back, or were dropped.
      const stored = name === 'policy' ? undefined : await readAgain().catch(() => undefined);
      const isAltered =
        stored !== undefined && lostLines(after, documentLines(print(stored.value))).length > 0;
      if (isAltered) setStep({ step: 'altered', stored });
      else onSaved();
    } catch (thrown) {
      if (thrown instanceof StorageError && thrown.code === 'setting-changed') {
        await readAgain().then((theirs) => setStep({ step: 'changed', theirs }), setError);
      } else setError(thrown);
    } finally {
      setBusy(false);
    }
  };

  return {
    step,
    error,
    isBusy,
    save,
    after,
    linesOf: (document: Document) => linesBefore(document.text, print(document.value)),
  };
}
