import { ActionIcon } from '@mantine/core';
import { IconArrowRight, IconBan, IconX } from '@tabler/icons-react';
import { Bytes } from '../../components/bytes.tsx';
import { KeyText } from '../../components/key-text.tsx';
import { formatBytes } from '../../components/text/format.ts';
import { useLanguage, useText } from '../../components/text/language.ts';
import type { WantPolicy } from '../../storage/index.ts';
import { type Checked, isUnforeseen } from './upload-check.ts';
import type { Upload } from './upload-draft.ts';
import styles from './upload-policy.module.css';
import rows from './uploads.module.css';

interface StagedFilesProps {
  uploads: readonly Upload[];
  /** One for each of them; empty while there is no policy to check by. */
  checks: readonly Checked[];
  policy: WantPolicy | undefined;
  onRemove: (index: number) => void;
}

/** More than anybody reads; all of them are sent. */
const shown = 100;

/** The chosen files: what is refused says why, before anything is sent. */
export function StagedFiles({ uploads, checks, policy, onRemove }: StagedFilesProps) {
  const t = useText('want');
  if (uploads.length === 0) return null;
  return (
    <>
      <ul className={rows.staged} aria-label={t('staged')}>
        {uploads.slice(0, shown).map(({ file }, index) => {
          const check = checks[index];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name
            <li key={index} className={rows.stagedRow} data-refused={check?.refusal !== undefined}>
              <div className={rows.what}>
                <span className={rows.fileName}>
                  <KeyText value={file.name} middleEllipsis />
                  <span className={rows.bytes}>
                    <Bytes value={file.size} />
                  </span>
                </span>
                <Verdict check={check} policy={policy} />
              </div>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={28}
                aria-label={t('removeFile', { name: file.name })}
                title={t('removeFile', { name: file.name })}
                onClick={() => onRemove(index)}
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            </li>
          );
        })}
      </ul>
      {uploads.length > shown ? (
        <p className={styles.dim}>{t('andMore', { count: uploads.length - shown })}</p>
      ) : null}
    </>
  );
}

function Verdict({ check, policy }: { check: Checked | undefined; policy: WantPolicy | undefined }) {
  if (!check) return null;
  if (check.refusal) {
    return (
      <span className={rows.refused}>
        <IconBan size={14} aria-hidden /> <RefusalText refusal={check.refusal} policy={policy} />
      </span>
    );
  }
  // A name with a uuid in it is the service's to make.
  if (isUnforeseen(policy ?? {})) return null;
  return (
    <span className={rows.goesTo}>
      <IconArrowRight size={14} aria-hidden /> <KeyText value={check.place.key} middleEllipsis />
      {check.isThere ? <ThereText policy={policy} /> : null}
    </span>
  );
}

/** Why a file is not sent. */
export function RefusalText({
  refusal,
  policy,
}: {
  refusal: NonNullable<Checked['refusal']>;
  policy: WantPolicy | undefined;
}) {
  const t = useText('want');
  const language = useLanguage();
  return t(`refused_${refusal}`, {
    limit: formatBytes(policy?.sizeLimit ?? 0, language),
    types: policy?.mimeLimit ?? '',
  });
}

/** What becomes of the file that is there. */
export function ThereText({ policy }: { policy: WantPolicy | undefined }) {
  const t = useText('want');
  return <span className={rows.there}>{t(policy?.insertOnly === 1 ? 'willBeKept' : 'willBeReplaced')}</span>;
}
