import { NativeSelect, TextInput } from '@mantine/core';
import { useText } from '../../../components/text/language.ts';
import { ShownAs } from '../../shared/setting-editor/shown-as.tsx';
import fields from '../rules/rule-form.module.css';
import { localBucketOf, typedArn } from './destination.ts';
import type { ReplicationDraft } from './replication-draft.ts';
import { VersioningNotice } from './versioning-notice.tsx';

interface DestinationFieldsProps {
  draft: ReplicationDraft;
  /** The buckets of this connection but the one that is replicated. */
  listed: readonly string[];
  /** The ARNs of remote targets that the other rules copy to: MinIO takes no others than those it knows. */
  targets: readonly string[];
  errorOf: (field: string) => string | undefined;
  change: (part: Partial<ReplicationDraft>) => void;
}

/** No bucket may be called like this. */
const other = '…';

export function DestinationFields({ draft, listed, targets, errorOf, change }: DestinationFieldsProps) {
  const t = useText('rules');
  const { destination } = draft;
  const error = errorOf('destination');
  const isArn = destination.kind === 'arn';
  // A name that is being typed is not asked for at every stroke, unless the list has it.
  const typed = isArn ? localBucketOf(typedArn(destination.text) ?? '') : destination.text;
  const local = typed !== undefined && listed.includes(typed) ? typed : undefined;
  return (
    <fieldset className={fields.fieldset}>
      <legend>{t('destination')}</legend>
      <div className={fields.pair}>
        {listed.length + targets.length === 0 ? null : (
          <NativeSelect
            label={t('destinationBucket')}
            description={t('destinationHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            data={[
              { value: '', label: t('destinationChoose') },
              ...listed.map((name) => ({ value: name, label: name })),
              ...targets.map((arn) => ({ value: arn, label: arn })),
              { value: other, label: t('destinationOther') },
            ]}
            value={isArn && !targets.includes(destination.text) ? other : destination.text}
            error={isArn ? undefined : error}
            onChange={({ currentTarget: { value } }) =>
              change({
                destination:
                  value === other
                    ? { kind: 'arn', text: '' }
                    : { kind: targets.includes(value) ? 'arn' : 'bucket', text: value },
              })
            }
          />
        )}
        {isArn ? (
          <div>
            <TextInput
              label={t('destinationArn')}
              description={t('destinationArnHint')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={destination.text}
              error={error}
              onChange={(event) => change({ destination: { kind: 'arn', text: event.currentTarget.value } })}
            />
            <ShownAs value={destination.text} />
          </div>
        ) : null}
      </div>
      {local ? <VersioningNotice bucket={local} /> : null}
      <TextInput
        label={t('classOptional')}
        description={t('classOptionalHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={draft.storageClass}
        error={errorOf('storageClass')}
        onChange={(event) => change({ storageClass: event.currentTarget.value })}
      />
    </fieldset>
  );
}
