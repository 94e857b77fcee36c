import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../components/text/language.ts';
import { CopyBox } from '../shared/links/copy-box.tsx';
import { type PythonCall, type PythonInput, pythonCalls, pythonCode } from './python-code.ts';
import styles from './upload-policy.module.css';

interface PythonViewProps {
  input: PythonInput;
  /** The call that what was chosen would go by. */
  fitting: PythonCall;
}

/** The same upload by the Python SDK. */
export function PythonView({ input, fitting }: PythonViewProps) {
  const t = useText('want');
  const [chosen, setChosen] = useState<PythonCall>();
  const kind = chosen ?? fitting;
  const code = pythonCode(input, kind);
  return (
    <div className={styles.panel}>
      <SegmentedControl
        size="xs"
        className={styles.kind}
        aria-label={t('pythonCall')}
        value={kind}
        data={pythonCalls.map((value) => ({ value, label: value === 'multipart' ? 'multipart_*' : value }))}
        onChange={(value) => setChosen(pythonCalls.find((each) => each === value))}
      />
      <p className={styles.dim}>{t(`python_${kind}`)}</p>
      <CopyBox
        label="Python"
        copyLabel={t('copyPython')}
        value={code}
        testId="policy-python"
        rows={Math.min(32, code.split('\n').length)}
        keepLines
      />
      <p className={styles.dim}>{t('pythonKeys')}</p>
    </div>
  );
}
