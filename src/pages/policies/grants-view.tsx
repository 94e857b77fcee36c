import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { KeyText } from '../../components/key-text.tsx';
import { useText } from '../../components/text/language.ts';
import { type Grant, type Policy, setGrant, statementsBesideGrants } from '../../storage/index.ts';
import { useAnnounce } from '../shared/announce.tsx';
import { AddPrefix } from './add-prefix.tsx';
import { type GrantRow, grantRows, grants } from './grant-rows.ts';
import styles from './grants.module.css';
import policies from './policies.module.css';
import { createSlots } from './text-with-nodes.tsx';
import { visibleName } from './visible-name.ts';

interface GrantsViewProps {
  bucket: string;
  policy: Policy;
  stored: Policy | undefined;
  onChange: (policy: Policy) => void;
  onShowAll: () => void;
}

/** What everyone may do, prefix by prefix, in the four grants that clients know. */
export function GrantsView({ bucket, policy, stored, onChange, onShowAll }: GrantsViewProps) {
  const t = useText('policy');
  const announce = useAnnounce();
  const [added, setAdded] = useState<readonly string[]>([]);
  const rows = grantRows(policy, stored, added, bucket);
  const beside = statementsBesideGrants(policy, bucket).length;
  const change = (prefix: string, grant: Grant) => onChange(setGrant(policy, bucket, prefix, grant));

  return (
    <div className={policies.view}>
      <p className={policies.dim}>{t('grantsSentence')}</p>
      <table className={styles.table} aria-label={t('viewGrants')}>
        <thead>
          <tr>
            <th scope="col">{t('prefix')}</th>
            <th scope="col">{t('grant')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row
              key={row.prefix}
              row={row}
              onGrant={(grant) => change(row.prefix, grant)}
              onRemove={() => {
                setAdded(added.filter((prefix) => prefix !== row.prefix));
                change(row.prefix, 'none');
                announce(t('grantRemoved', { prefix: visibleName(row.prefix) }), 'heard');
              }}
            />
          ))}
        </tbody>
      </table>
      <AddPrefix
        rows={rows}
        onAdd={(prefix, grant) => {
          setAdded([...added, prefix]);
          change(prefix, grant);
          announce(t('added', { prefix }), 'heard');
        }}
      />
      {beside > 0 ? (
        <p className={styles.beside}>
          {t('beside', { count: beside })}
          <Button variant="subtle" size="compact-sm" onClick={onShowAll}>
            {t('showBeside')}
          </Button>
        </p>
      ) : null}
    </div>
  );
}

interface RowProps {
  row: GrantRow;
  onGrant: (grant: Grant) => void;
  onRemove: () => void;
}

function Row({ row, onGrant, onRemove }: RowProps) {
  const t = useText('policy');
  const { prefix, grant, isPattern, isChanged, notes } = row;
  const named = { prefix: visibleName(prefix) };
  const offered = isPattern ? grants.filter((each) => each === grant || each === 'none') : grants;
  return (
    <tr data-changed={isChanged}>
      <th scope="row">
        {prefix === '' ? (
          t('wholeBucket')
        ) : (
          <code className={policies.name}>
            <KeyText value={prefix} />
          </code>
        )}
        {isChanged ? <span className={styles.changed}>{t('changed')}</span> : null}
        {notes.map((note) => (
          <p key={note.kind} className={styles.note}>
            {note.kind === 'open' ? <OpenNote example={note.example} /> : t(`note_${note.kind}`)}
          </p>
        ))}
      </th>
      <td>
        <NativeSelect
          aria-label={prefix === '' ? t('grantOfBucket') : t('grantOf', named)}
          value={grant}
          data={offered.map((value) => ({ value, label: t(`grant_${value}`) }))}
          onChange={(event) => onGrant(event.currentTarget.value as Grant)}
        />
      </td>
      <td>
        {prefix === '' || grant === 'none' ? null : (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('removeGrant', named)}
            title={t('removeGrant', named)}
            onClick={onRemove}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        )}
      </td>
    </tr>
  );
}

function OpenNote({ example }: { example: string }) {
  const t = useText('policy');
  const { slot, render } = createSlots();
  return render(t('note_open', { example: slot(<KeyText value={example} />) }));
}
