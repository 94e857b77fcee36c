import { useState } from 'react';
import type { SettingDocument } from '../../../storage/index.ts';

interface Draft<Value, Form> {
  /** The document that the form began with: what a save is compared with. */
  base: SettingDocument<Value>;
  form: Form;
}

/**
 * A form on a document. While nothing was typed it follows the server; from the first change on it stays on the
 * document that it began with, so that a save finds out what happened meanwhile. `Form` is plain JSON.
 */
export function useDraft<Value, Form>(
  document: SettingDocument<Value>,
  toForm: (value: Value | undefined) => Form,
) {
  const begin = (base: SettingDocument<Value>): Draft<Value, Form> => ({ base, form: toForm(base.value) });
  const [kept, setKept] = useState(() => begin(document));
  const isDirty = JSON.stringify(kept.form) !== JSON.stringify(toForm(kept.base.value));
  const draft = isDirty || kept.base === document ? kept : begin(document);
  return {
    ...draft,
    isDirty,
    change: (change: Partial<Form>) => setKept({ base: draft.base, form: { ...draft.form, ...change } }),
    /** Begins anew on this document, or on the newest one. */
    reset: (to: SettingDocument<Value> = document) => setKept(begin(to)),
  };
}
