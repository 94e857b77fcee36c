import { defineXmlSetting } from './define-setting.ts';
import {
  child,
  children,
  element,
  leaf,
  parseXml,
  textOf,
  type XmlElement,
  xmlDocument,
} from './xml-document.ts';

/** By key: MinIO writes them in another order each time that it is asked. */
const readTags = (root: XmlElement) =>
  children(child(root, 'TagSet'), 'Tag')
    .map((tag) => ({ key: textOf(tag, 'Key') ?? '', value: textOf(tag, 'Value') ?? '' }))
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));

/** API: GetBucketTagging, PutBucketTagging, DeleteBucketTagging. */
export const tagging = defineXmlSetting({
  name: 'tagging',
  root: 'Tagging',
  missingCodes: ['NoSuchTagSet', 'NoSuchTagSetError'],
  removal: 'delete',
  revisionOf: (text) => JSON.stringify(readTags(parseXml(text))),
  read: readTags,
  print: (tags) =>
    xmlDocument(
      'Tagging',
      element(
        'TagSet',
        tags.map(({ key, value }) => element('Tag', leaf('Key', key), leaf('Value', value))),
      ),
    ),
});
