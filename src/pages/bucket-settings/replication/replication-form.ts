import { isXmlText, type ReplicationRule, type SettingValues } from '../../../storage/index.ts';

type Replication = SettingValues['replication'];

export interface ReplicationForm {
  role: string;
  rules: readonly ReplicationRule[];
}

export const toForm = (value: Replication | undefined): ReplicationForm => ({
  role: value?.role ?? '',
  rules: value?.rules ?? [],
});

/** With the last rule the whole of it goes: no server keeps a replication without one. */
export function toValue(
  { role, rules }: ReplicationForm,
  before: Replication | undefined,
): Replication | undefined | 'invalid' {
  if (!isXmlText(role)) return 'invalid';
  return rules.length === 0 ? undefined : { role: role.trim(), rules, kept: before?.kept ?? [] };
}

/** What is known to lie behind a server's refusal, beside its own sentence. */
export type ReplicationHint = 'target' | 'role' | 'versioning';

/** Why a server refused a replication, as far as its code and the form tell. */
export function refusalHint(
  serviceCode: string | undefined,
  { role }: ReplicationForm,
): ReplicationHint | undefined {
  if (/^(XMinioAdmin)?Remote(Target|Arn|Destination)/.test(serviceCode ?? '')) return 'target';
  const isMalformed = serviceCode === 'MalformedXML' || serviceCode === 'InvalidArgument';
  if (isMalformed && role.trim() === '') return 'role';
  return serviceCode === 'InvalidRequest' ? 'versioning' : undefined;
}

/** The command with which MinIO's admin registers a remote target, which adds a rule at once. */
export const targetCommand = (bucket: string, destination: string | undefined) =>
  `mc replicate add ALIAS/${bucket} --remote-bucket 'https://KEY:SECRET@HOST/${destination ?? 'BUCKET'}' --priority 1`;
