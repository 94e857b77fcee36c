import { type ReactNode, useRef, useState } from 'react';
import { useText } from '../../../components/text/language.ts';
import type { SettingDocument, SettingName, SettingValues } from '../../../storage/index.ts';
import { useAnnounce } from '../announce.tsx';
import { useConnection } from '../connection.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { Refused } from './refused.tsx';
import { SaveBar } from './save-bar.tsx';
import { SaveFlow } from './save-flow.tsx';
import styles from './setting-editor.module.css';
import { useDraft } from './use-draft.ts';

/** What a change does that a person must know before it is saved. */
interface ReviewNotice {
  text: ReactNode;
  /** Asks for the bucket's name: for what cannot be undone. */
  asksForName?: boolean;
}

export interface FormFields<Form> {
  form: Form;
  change: (change: Partial<Form>) => void;
  /** Also what is merely unfinished counts as wrong now: the person wanted to save. */
  showsAll: boolean;
}

interface SettingFormProps<N extends SettingName, Form> {
  bucket: string;
  name: N;
  title: string;
  document: SettingDocument<SettingValues[N]>;
  /** Plain JSON; two forms that print alike are the same. */
  toForm: (value: SettingValues[N] | undefined) => Form;
  /** The value to save, on top of the one that was read; `'invalid'` where the form cannot be saved. */
  toValue: (form: Form, before: SettingValues[N] | undefined) => SettingValues[N] | undefined | 'invalid';
  /** Why this form cannot even be reviewed, where that is known at once. */
  blockedBy?: (form: Form) => string | undefined;
  /** For the change that was made; `value` undefined for the removal. */
  noticeOf?: (
    value: SettingValues[N] | undefined,
    before: SettingValues[N] | undefined,
  ) => ReviewNotice | undefined;
  /** What is known to lie behind a refusal, beside the server's own words. */
  explainRefusal?: (error: unknown, form: Form) => ReactNode;
  /** For tables: the form is as wide as its page. */
  isWide?: boolean;
  children: (fields: FormFields<Form>) => ReactNode;
}

/**
 * The form of one setting with all that editors share: the draft and its base, review, save, conflict, removal, the
 * server's refusal beside the kept form, and the question before unsaved changes are left.
 */
export function SettingForm<N extends SettingName, Form>(props: SettingFormProps<N, Form>) {
  const { bucket, name, title, document, toForm, toValue, blockedBy, noticeOf, children } = props;
  const { explainRefusal, isWide } = props;
  const t = useText('settings');
  const announce = useAnnounce();
  const { storage } = useConnection();
  const { base, form, isDirty, change, reset } = useDraft(document, toForm);
  const [flow, setFlow] = useState<{ value: SettingValues[N] | undefined }>();
  const [showsAll, setShowsAll] = useState(false);
  const [refusal, setRefusal] = useState<unknown>();
  const element = useRef<HTMLFormElement>(null);

  const review = () => {
    const value = toValue(form, base.value);
    if (value !== 'invalid') {
      try {
        if (value !== undefined) storage.settings?.print(name, value);
        return setFlow({ value });
      } catch (unprintable) {
        return setRefusal(unprintable);
      }
    }
    setShowsAll(true);
    // After the sentences are drawn.
    requestAnimationFrame(() =>
      element.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-problem]')?.focus(),
    );
  };
  const begin = (to?: SettingDocument<SettingValues[N]>) => {
    setFlow(undefined);
    setShowsAll(false);
    setRefusal(undefined);
    reset(to);
  };
  const notice = flow && noticeOf?.(flow.value, base.value);

  return (
    <form
      ref={element}
      className={styles.form}
      data-wide={isWide || undefined}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isDirty && blockedBy?.(form) === undefined) review();
      }}
    >
      {children({ form, change, showsAll })}
      {refusal && isDirty ? (
        <>
          <Refused error={refusal} />
          {explainRefusal?.(refusal, form)}
        </>
      ) : null}
      <SaveBar
        isDirty={isDirty}
        blockedBy={isDirty ? blockedBy?.(form) : undefined}
        onDiscard={() => begin()}
        onRemove={
          base.value !== undefined && storage.settings?.canRemove(name)
            ? () => setFlow({ value: undefined })
            : undefined
        }
      />
      <LeaveGuard when={isDirty} />
      {flow ? (
        <SaveFlow
          bucket={bucket}
          name={name}
          title={title}
          base={base}
          value={flow.value}
          notice={notice?.text}
          asksForName={notice?.asksForName}
          explainRefusal={(error) => explainRefusal?.(error, form)}
          onClose={(error) => {
            setFlow(undefined);
            setRefusal(error);
          }}
          onSaved={() => {
            announce(t(flow.value === undefined ? 'removed' : 'saved', { title }));
            begin();
          }}
          onTheirs={begin}
        />
      ) : null}
    </form>
  );
}
