import { malformedXml, S3Error } from '../http/s3-error.ts';
import type { XmlElement } from '../xml/read-xml.ts';
import { element, leaf, xmlDocument } from '../xml/write-xml.ts';
import type { VersioningSetting } from './versioning-setting.ts';

const maxExcludedPrefixes = 10;

/** `VersioningConfiguration` as a client sends it. MFA delete is not to be had here, so asking for it is refused. */
export function readVersioning(root: XmlElement): VersioningSetting {
  const status = root.child('Status')?.text().trim();
  if (status === undefined) throw malformedXml('Status is needed.');
  if (status !== 'Enabled' && status !== 'Suspended') {
    throw new S3Error('IllegalVersioningConfigurationException', 'Status is Enabled or Suspended.');
  }
  if (
    root.child('MFADelete')?.text().trim() === 'Enabled' ||
    root.child('MfaDelete')?.text().trim() === 'Enabled'
  ) {
    throw new S3Error('NotImplemented', 'This store has no MFA delete.');
  }
  const excludedPrefixes = root
    .children('ExcludedPrefixes')
    .map((entry) => entry.child('Prefix')?.text() ?? '');
  const excludeFolders = root.child('ExcludeFolders')?.text().trim() === 'true';
  const excludes = excludedPrefixes.length > 0 || excludeFolders;
  if (excludedPrefixes.some((prefix) => prefix === ''))
    throw malformedXml('An excluded prefix is not empty.');
  if (excludedPrefixes.length > maxExcludedPrefixes || (excludes && status !== 'Enabled')) {
    throw new S3Error(
      'IllegalVersioningConfigurationException',
      `At most ${maxExcludedPrefixes} prefixes can be excluded, and only while versioning is enabled.`,
    );
  }
  return {
    status,
    ...(excludedPrefixes.length > 0 ? { excludedPrefixes } : {}),
    ...(excludeFolders ? { excludeFolders } : {}),
  };
}

/** The empty root is how S3 says that versioning was never set. */
export function versioningDocument(setting: VersioningSetting | undefined): string {
  if (setting === undefined) return xmlDocument('VersioningConfiguration', []);
  return xmlDocument('VersioningConfiguration', [
    leaf('Status', setting.status),
    ...(setting.excludedPrefixes ?? []).map((prefix) =>
      element('ExcludedPrefixes', [leaf('Prefix', prefix)]),
    ),
    leaf('ExcludeFolders', setting.excludeFolders),
  ]);
}
