import { Autocomplete, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useText } from '../../../components/text/language.ts';
import type { StorageDriver } from '../../../storage/index.ts';
import { bucketsQuery } from '../../shared/buckets-query.ts';
import { useConnection } from '../../shared/connection.tsx';
import { queryKeys } from '../../shared/query-keys.ts';
import styles from './copy.module.css';
import type { DestinationDraft, FolderProblem } from './destination.ts';
import { type NameProblem, type SplitKey, stemLength } from './rename-key.ts';

interface DestinationFieldsProps {
  storage: StorageDriver;
  draft: DestinationDraft;
  problems: { bucket?: 'empty'; folder?: FolderProblem; name?: NameProblem };
  /** The one thing that is copied; several keep their names. */
  split: SplitKey | undefined;
  /** Its name alone. */
  isRename: boolean;
  onChange: (change: Partial<DestinationDraft>) => void;
}

export function DestinationFields(props: DestinationFieldsProps) {
  const { storage, draft, problems, split, isRename, onChange } = props;
  const t = useText('copying');
  return (
    <>
      {isRename ? null : (
        <div className={styles.place}>
          <BucketField
            value={draft.bucket}
            error={problems.bucket && t(`bucket_${problems.bucket}`)}
            onChange={(bucket) => onChange({ bucket })}
          />
          <FolderField
            storage={storage}
            bucket={draft.bucket}
            value={draft.folder}
            error={problems.folder && t(`folder_${problems.folder}`)}
            onChange={(folder) => onChange({ folder })}
          />
        </div>
      )}
      {split ? (
        <NameField
          split={split}
          label={t(isRename ? 'newName' : 'name')}
          value={draft.name}
          error={problems.name && t(`name_${problems.name}`)}
          isFirst={isRename}
          onChange={(name) => onChange({ name })}
        />
      ) : null}
    </>
  );
}

interface FieldProps {
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** Those that may be listed, or any that is typed. */
function BucketField({ value, error, onChange }: FieldProps) {
  const t = useText('copying');
  const connection = useConnection();
  const { data = [] } = useQuery({ ...bucketsQuery(connection), retry: false });
  const names = [...new Set([...data.map(({ name }) => name), ...connection.bucketNames])];
  return (
    <Autocomplete
      label={t('bucket')}
      data={names}
      limit={200}
      openOnFocus={false}
      value={value}
      error={error}
      spellCheck={false}
      autoCapitalize="none"
      autoComplete="off"
      maxDropdownHeight={220}
      onChange={(typed) => onChange(typed.trim())}
    />
  );
}

/** With the folders of the one that is typed so far. */
function FolderField({
  storage,
  bucket,
  value,
  error,
  onChange,
}: FieldProps & { storage: StorageDriver; bucket: string }) {
  const t = useText('copying');
  const [asked] = useDebouncedValue({ bucket, parent: value.slice(0, value.lastIndexOf('/') + 1) }, 250);
  const { data = [] } = useQuery({
    queryKey: [...queryKeys.connection(storage.connectionId), 'copy-folders', asked.bucket, asked.parent],
    queryFn: async ({ signal }) => {
      const input = { bucket: asked.bucket, prefix: asked.parent, delimiter: '/' };
      const pages = storage.objects.list(input, { signal });
      const { value: page } = await pages.next();
      await pages.return();
      return page?.prefixes ?? [];
    },
    enabled: asked.bucket !== '',
    retry: false,
    staleTime: 30_000,
  });
  return (
    <Autocomplete
      label={t('folder')}
      placeholder={t('folderPlaceholder')}
      description={t('folderHint')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={data}
      limit={100}
      openOnFocus={false}
      value={value}
      error={error}
      data-autofocus
      spellCheck={false}
      autoCapitalize="none"
      autoComplete="off"
      maxDropdownHeight={220}
      onChange={onChange}
    />
  );
}

/** What stands before the extension is selected: that is what is mostly changed. */
function NameField({
  split,
  label,
  value,
  error,
  isFirst,
  onChange,
}: FieldProps & { split: SplitKey; label: string; isFirst: boolean }) {
  const field = useRef<HTMLInputElement>(null);
  const hasSelected = useRef(!isFirst);
  useEffect(() => {
    const { current } = field;
    if (!current || hasSelected.current) return undefined;
    const select = () => {
      if (hasSelected.current) return;
      hasSelected.current = true;
      current.setSelectionRange(0, stemLength(split));
    };
    // The dialog gives the focus, which selects all, once it is open.
    if (document.activeElement === current) select();
    else current.addEventListener('focus', () => requestAnimationFrame(select), { once: true });
    return undefined;
  }, [split]);
  return (
    <TextInput
      ref={field}
      label={label}
      value={value}
      error={error}
      data-autofocus={isFirst || undefined}
      spellCheck={false}
      autoCapitalize="none"
      autoComplete="off"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
