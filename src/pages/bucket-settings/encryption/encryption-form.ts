import { isXmlText, type SettingValues } from '../../../storage/index.ts';

type Encryption = SettingValues['encryption'];

export interface EncryptionForm {
  /** '' for none. */
  algorithm: string;
  kmsKeyId: string;
  bucketKey: boolean;
}

export const knownAlgorithms = ['AES256', 'aws:kms', 'aws:kms:dsse'] as const;

export const takesKey = (algorithm: string) => algorithm.startsWith('aws:kms');

export const toForm = (value: Encryption | undefined): EncryptionForm => ({
  algorithm: value?.algorithm ?? '',
  kmsKeyId: value?.kmsKeyId ?? '',
  bucketKey: value?.bucketKey ?? false,
});

export type KeyProblem = 'keyBlanks' | 'keyTooLong' | 'unwritable';

/** None is fine: AWS has a key of its own then; MinIO says that it wants one. */
export function keyProblem({ algorithm, kmsKeyId }: EncryptionForm): KeyProblem | undefined {
  if (!takesKey(algorithm)) return undefined;
  if (!isXmlText(kmsKeyId)) return 'unwritable';
  const id = kmsKeyId.trim();
  if (/\s/.test(id)) return 'keyBlanks';
  return id.length > 2048 ? 'keyTooLong' : undefined;
}

/** Undefined: no default, which takes the setting away. */
export function toValue(
  form: EncryptionForm,
  before: Encryption | undefined,
): Encryption | undefined | 'invalid' {
  const { algorithm, kmsKeyId, bucketKey } = form;
  if (keyProblem(form)) return 'invalid';
  if (algorithm === '') return undefined;
  const wasSaid = before?.bucketKey !== undefined && before.algorithm === algorithm;
  return {
    algorithm,
    kmsKeyId: takesKey(algorithm) ? kmsKeyId.trim() || undefined : undefined,
    bucketKey: (takesKey(algorithm) && bucketKey) || (wasSaid ? bucketKey : undefined),
    kept: before?.kept ?? [],
    keptInDefault: before?.keptInDefault ?? [],
    keptBesideRule: before?.keptBesideRule ?? [],
  };
}
