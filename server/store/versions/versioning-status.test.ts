import { expect, it } from 'vitest';
import type { VersioningSetting } from './versioning-setting.ts';
import { type VersioningStatus, versioningOf } from './versioning-status.ts';

it.each<{ setting: VersioningSetting | undefined; key: string; status: VersioningStatus }>([
  { setting: undefined, key: 'k', status: 'off' },
  { setting: { status: 'Enabled' }, key: 'k', status: 'enabled' },
  { setting: { status: 'Suspended' }, key: 'k', status: 'suspended' },
  { setting: { status: 'Enabled', excludedPrefixes: ['tmp/', 'log'] }, key: 'tmp/a', status: 'suspended' },
  { setting: { status: 'Enabled', excludedPrefixes: ['tmp/', 'log'] }, key: 'logs', status: 'suspended' },
  { setting: { status: 'Enabled', excludedPrefixes: ['tmp/', 'log'] }, key: 'tmp', status: 'enabled' },
  { setting: { status: 'Enabled', excludeFolders: true }, key: 'a/', status: 'suspended' },
  { setting: { status: 'Enabled', excludeFolders: true }, key: 'a/b', status: 'enabled' },
])('$key under $setting is $status', ({ setting, key, status }) => {
  expect(versioningOf(setting, key)).toBe(status);
});
