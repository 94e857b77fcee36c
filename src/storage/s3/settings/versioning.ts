import { defineXmlSetting } from './define-setting.ts';
import { children, element, keptOf, leaf, textOf, xmlDocument } from './xml-document.ts';

/** API: GetBucketVersioning, PutBucketVersioning. The empty document says that it was never set. */
export const versioning = defineXmlSetting({
  name: 'versioning',
  root: 'VersioningConfiguration',
  missingCodes: [],
  removal: 'never',
  read(root) {
    const status = textOf(root, 'Status')?.trim();
    if (status !== 'Enabled' && status !== 'Suspended') return undefined;
    return {
      status,
      excludedPrefixes: children(root, 'ExcludedPrefixes').flatMap((entry) =>
        children(entry, 'Prefix').map(({ text }) => text),
      ),
      excludeFolders: textOf(root, 'ExcludeFolders')?.trim() === 'true',
      kept: keptOf(root, ['Status', 'ExcludedPrefixes', 'ExcludeFolders']),
    };
  },
  print: ({ status, excludedPrefixes, excludeFolders, kept }) =>
    xmlDocument(
      'VersioningConfiguration',
      leaf('Status', status),
      excludedPrefixes.map((prefix) => element('ExcludedPrefixes', leaf('Prefix', prefix))),
      excludeFolders ? leaf('ExcludeFolders', true) : '',
      kept,
    ),
});
