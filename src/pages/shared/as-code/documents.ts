import type { SettingName, Tag } from '../../../storage/index.ts';

/** The sub-resource that holds a setting. API: Get, Put and Delete of each. */
export const subresource: Record<SettingName, string> = {
  versioning: 'versioning',
  encryption: 'encryption',
  'object-lock': 'object-lock',
  tagging: 'tagging',
  cors: 'cors',
  lifecycle: 'lifecycle',
  replication: 'replication',
  notification: 'notification',
  policy: 'policy',
};

/** What is in the document of a setting that can be deleted. */
export const settingMark: Partial<Record<SettingName, string>> = {
  encryption: '<ServerSideEncryptionConfiguration',
  tagging: '<Tagging',
  cors: '<CORSConfiguration',
  lifecycle: '<LifecycleConfiguration',
  replication: '<ReplicationConfiguration',
  policy: '"Statement"',
};

const escapeXml = (text: string) =>
  text.replace(/[&<>\r\n\t]/g, (sign) =>
    sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : sign === '>' ? '&gt;' : `&#${sign.charCodeAt(0)};`,
  );

const element = (name: string, ...content: string[]) => `<${name}>${content.join('')}</${name}>`;

export const taggingDocument = (tags: readonly Tag[]): string =>
  element(
    'Tagging',
    element(
      'TagSet',
      ...tags.map(({ key, value }) =>
        element('Tag', element('Key', escapeXml(key)), element('Value', escapeXml(value))),
      ),
    ),
  );

export const retentionDocument = (retention: { mode: string; until: string } | undefined): string =>
  retention
    ? element('Retention', element('Mode', retention.mode), element('RetainUntilDate', retention.until))
    : element('Retention');

export const holdDocument = (on: boolean): string =>
  element('LegalHold', element('Status', on ? 'ON' : 'OFF'));

export const deleteDocument = (objects: readonly { key: string; versionId?: string }[]): string =>
  element(
    'Delete',
    element('Quiet', 'true'),
    ...objects.map(({ key, versionId }) =>
      element(
        'Object',
        element('Key', escapeXml(key)),
        versionId === undefined ? '' : element('VersionId', escapeXml(versionId)),
      ),
    ),
  );

export { element, escapeXml };
