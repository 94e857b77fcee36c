import { StorageError } from '../../errors.ts';
import type { SettingName, SettingValues } from '../../settings/setting-types.ts';
import { parseXml, type XmlElement } from './xml-document.ts';

/** One setting of a bucket: how its document reads and what its absence looks like. */
export interface SettingDefinition<N extends SettingName> {
  /** The sub-resource in the query. */
  name: N;
  /** Service codes that say that nothing is configured. */
  missingCodes: readonly string[];
  /**
   * The document's value; undefined where the document itself says that nothing is configured. Throws
   * `not-supported` for a document that is another's: servers answer sub-resources that they do not know as if they
   * had not been asked for.
   */
  parse: (text: string) => SettingValues[N] | undefined;
  /** What two documents that mean the same have in common; the text where absent. */
  revisionOf?: (text: string) => string;
  /** The document that is sent. Throws `invalid-argument` for what XML cannot carry. */
  print: (value: SettingValues[N]) => string;
  /** Content-Type of what is sent. */
  contentType: 'application/xml' | 'application/json';
  /** How the setting is taken away: with DELETE, by writing this document, or not at all. */
  removal: 'delete' | { document: string } | 'never';
}

/** A setting whose document is XML with this root. */
export function defineXmlSetting<N extends SettingName>(
  definition: Omit<SettingDefinition<N>, 'parse' | 'contentType'> & {
    root: string;
    read: (root: XmlElement) => SettingValues[N] | undefined;
  },
): SettingDefinition<N> {
  const { root: rootName, read, ...rest } = definition;
  return {
    ...rest,
    contentType: 'application/xml',
    parse(text) {
      const root = parseXml(text);
      if (root.name.toLowerCase() === 'html') throw new StorageError('not-s3');
      if (root.name !== rootName) throw new StorageError('not-supported', { serviceCode: root.name });
      return read(root);
    },
  };
}
