import { SegmentedControl, TextInput } from '@mantine/core';
import { useId } from 'react';
import { useText } from '../../../components/text/language.ts';
import { Fold } from '../../shared/links/fold.tsx';
import { usePublicOrigin } from '../../shared/links/public-origin.ts';
import { PublicOriginField } from '../../shared/links/public-origin-field.tsx';
import { type LinkDraft, type LinkProblems, reads, responseFields } from './link-draft.ts';
import styles from './share.module.css';

interface LinkOptionsProps {
  draft: LinkDraft;
  problems: LinkProblems;
  onChange: (change: Partial<LinkDraft>) => void;
  connectionId: string;
  endpoint: string;
  /** The version that is open beside the dialog. */
  versionId: string | undefined;
}

/** What few links need, folded: version, headers of the answer, the date it counts from, the public host. */
export function LinkOptions({ draft, problems, onChange, ...place }: LinkOptionsProps) {
  const t = useText('links');
  const { problem } = usePublicOrigin(place.connectionId);
  const text = { size: 'xs', spellCheck: false, autoComplete: 'off' } as const;
  return (
    <Fold summary={t('more')} mustOpen={Object.keys(problems).length > 0 || problem !== undefined}>
      <div className={styles.grid}>
        {place.versionId !== undefined && draft.method !== 'PUT' ? (
          <VersionChoice draft={draft} versionId={place.versionId} onChange={onChange} />
        ) : null}
        {reads(draft.method)
          ? responseFields.map((field) => (
              <TextInput
                key={field}
                {...text}
                label={t(`response_${field}`)}
                placeholder={t(`response_${field}_example`)}
                value={draft.response[field]}
                error={problems[field] && t(`problem_${problems[field]}`)}
                onChange={(event) =>
                  onChange({ response: { ...draft.response, [field]: event.currentTarget.value } })
                }
              />
            ))
          : null}
        {reads(draft.method) ? (
          <TextInput
            {...text}
            type="datetime-local"
            step={1}
            label={t('response_expires')}
            value={draft.responseExpires}
            error={problems.expires && t(`problem_${problems.expires}`)}
            onChange={(event) => onChange({ responseExpires: event.currentTarget.value })}
          />
        ) : null}
        {draft.method === 'PUT' ? (
          <TextInput
            {...text}
            label={t('uploadType')}
            placeholder={t('response_type_example')}
            value={draft.uploadType}
            error={problems.uploadType && t(`problem_${problems.uploadType}`)}
            onChange={(event) => onChange({ uploadType: event.currentTarget.value })}
          />
        ) : null}
        <TextInput
          {...text}
          type="datetime-local"
          step={1}
          label={t('requestDate')}
          value={draft.requestDate}
          error={problems.requestDate && t(`problem_${problems.requestDate}`)}
          onChange={(event) => onChange({ requestDate: event.currentTarget.value })}
        />
        <div className={styles.wide}>
          <PublicOriginField connectionId={place.connectionId} endpoint={place.endpoint} />
        </div>
      </div>
    </Fold>
  );
}

function VersionChoice({
  draft,
  versionId,
  onChange,
}: Pick<LinkOptionsProps, 'draft' | 'onChange'> & { versionId: string }) {
  const t = useText('links');
  const label = useId();
  return (
    <div className={styles.wide}>
      <div className={styles.label} id={label}>
        {t('version')}
      </div>
      <SegmentedControl
        size="xs"
        aria-labelledby={label}
        value={draft.thisVersion ? 'this' : 'current'}
        onChange={(value) => onChange({ thisVersion: value === 'this' })}
        data={[
          { value: 'this', label: t('version_this') },
          { value: 'current', label: t('version_current') },
        ]}
      />
      <p className={styles.id}>{draft.thisVersion ? versionId : t('version_currentAbout')}</p>
    </div>
  );
}
