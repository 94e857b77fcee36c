import { SegmentedControl, UnstyledButton } from '@mantine/core';
import { useText } from '../../components/text/language.ts';
import { applyPreset, presets, protocols } from './connect-fields.ts';
import styles from './connect-form.module.css';
import type { ConnectFormState } from './use-connect-form.ts';

/** Which language the server speaks, and what servers of a kind usually have. */
export function ProtocolFields({ form }: { form: ConnectFormState }) {
  const t = useText('connect');
  const { fields, change } = form;
  return (
    <>
      <div>
        <span id="protocol" className={styles.label}>
          {t('protocol')}
        </span>
        <SegmentedControl
          size="sm"
          aria-labelledby="protocol"
          value={fields.protocol}
          onChange={(protocol) => change({ protocol })}
          data={protocols.map((value) => ({ value, label: t(`protocol_${value}`) }))}
        />
      </div>
      <div className={styles.presets}>
        <span id="presets">{t('presets')}</span>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand in the same line */}
        <div role="group" aria-labelledby="presets">
          {presets.map((preset) => (
            <UnstyledButton
              key={preset.name}
              className={styles.preset}
              onClick={() => change(applyPreset(fields, preset))}
            >
              {preset.name}
            </UnstyledButton>
          ))}
        </div>
      </div>
    </>
  );
}
