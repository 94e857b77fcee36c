import type { Act } from '../../../storage/index.ts';
import { awsValue } from './aws-settings.ts';
import { comment, shellWord } from './quote.ts';
import { tagText } from './write-headers.ts';

type SettingAct = Extract<Act, { kind: 'read-setting' | 'write-setting' | 'remove-setting' }>;

/** What `mc watch` and `mc event add` call the groups that they know. */
export const mcEvents: Record<string, string> = {
  's3:ObjectCreated:*': 'put',
  's3:ObjectRemoved:*': 'delete',
  's3:ObjectAccessed:*': 'get',
  's3:Replication:*': 'replica',
  's3:ObjectTransition:*': 'ilm',
  's3:Scanner:*': 'scanner',
};

const readings: Record<SettingAct['name'], string> = {
  versioning: 'version info',
  encryption: 'encrypt info',
  'object-lock': 'retention info --default',
  tagging: 'tag list',
  cors: 'cors get',
  lifecycle: 'ilm rule export',
  replication: 'replicate ls',
  notification: 'event list',
  policy: 'anonymous get-json',
};

const removals: Partial<typeof readings> = {
  encryption: 'encrypt clear',
  'object-lock': 'retention clear --default',
  tagging: 'tag remove',
  cors: 'cors remove',
  lifecycle: 'ilm rule remove --all --force',
  replication: 'replicate rm --all --force',
  notification: 'event remove --force',
  policy: 'anonymous set private',
};

/** `path`: the bucket's, as a word of the shell. */
export function mcSettingCode(act: SettingAct, path: string): string[] {
  if (act.kind === 'write-setting') return writing(act, path);
  if (act.kind === 'read-setting') return [`mc ${readings[act.name]} ${path}`];
  const removal = removals[act.name];
  return [removal ? `mc ${removal} ${path}` : comment(`mc cannot take ${act.name} away.`)];
}

function writing(act: Extract<Act, { kind: 'write-setting' }>, path: string): string[] {
  switch (act.name) {
    case 'versioning': {
      const { status, excludedPrefixes, excludeFolders } = act.value;
      if (status === 'Suspended') return [`mc version suspend ${path}`];
      const options = [
        ...(excludedPrefixes.length > 0
          ? [`--excluded-prefixes ${shellWord(excludedPrefixes.join(','))}`]
          : []),
        ...(excludeFolders ? ['--exclude-folders'] : []),
      ];
      return [['mc version enable', ...options, path].join(' ')];
    }
    case 'encryption':
      if (act.value.algorithm === 'AES256') return [`mc encrypt set sse-s3 ${path}`];
      if (act.value.algorithm === 'aws:kms' && act.value.kmsKeyId)
        return [`mc encrypt set sse-kms ${shellWord(act.value.kmsKeyId)} ${path}`];
      return [comment(`mc has no word for this encryption: ${act.value.algorithm}.`)];
    case 'object-lock': {
      const retention = act.value.defaultRetention;
      if (!retention) return [`mc retention clear --default ${path}`];
      const { mode, period } = retention;
      const time = 'days' in period ? `${period.days}d` : `${period.years}y`;
      return [`mc retention set --default ${mode.toLowerCase()} ${time} ${path}`];
    }
    case 'tagging':
      return [`mc tag set ${path} ${shellWord(tagText([...act.value]))}`];
    case 'cors':
      return withFile('cors.xml', act.document, (file) => `mc cors set ${path} ${file}`);
    case 'policy':
      return withFile('policy.json', act.value, (file) => `mc anonymous set-json ${file} ${path}`);
    case 'lifecycle':
      return [`printf %s ${shellWord(JSON.stringify(awsValue(act)))} | mc ilm rule import ${path}`];
    case 'replication':
      return [
        comment('mc makes the rule together with its remote target, whose keys are not told here:'),
        ...act.value.rules.map((rule) =>
          comment(`mc replicate add --remote-bucket URL --priority ${rule.priority ?? 1} ${path}`),
        ),
      ];
    case 'notification':
      return act.value.rules.flatMap((rule) => {
        const known = rule.events.flatMap((event) => mcEvents[event] ?? []);
        const unknown = rule.events.filter((event) => !(event in mcEvents));
        return [
          ...(unknown.length > 0 ? [comment(`mc has no name for ${unknown.join(', ')}.`)] : []),
          [
            `mc event add --ignore-existing ${path} ${shellWord(rule.arn)}`,
            ...(known.length > 0 ? [`--event ${known.join(',')}`] : []),
            ...(rule.prefix ? [`--prefix ${shellWord(rule.prefix)}`] : []),
            ...(rule.suffix ? [`--suffix ${shellWord(rule.suffix)}`] : []),
          ].join(' '),
        ];
      });
  }
}

const withFile = (name: string, content: string, command: (file: string) => string) => [
  `printf %s ${shellWord(content)} > ${name}`,
  command(name),
];
