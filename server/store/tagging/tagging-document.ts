import { malformedXml } from '../http/s3-error.ts';
import { readXml, requiredText } from '../xml/read-xml.ts';
import { element, leaf, xmlDocument } from '../xml/write-xml.ts';
import type { Tag } from './tags.ts';

/** Tags as a client sends them, not yet checked. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html */
export function readTagging(document: Uint8Array): Tag[] {
  const sets = readXml(document, 'Tagging').children('TagSet');
  const set = sets[0];
  if (set === undefined || sets.length > 1) throw malformedXml('A TagSet is needed once.');
  return set
    .children('Tag')
    .map((tag) => ({ key: requiredText(tag, 'Key'), value: requiredText(tag, 'Value') }));
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html */
export const taggingDocument = (tags: readonly Tag[]) =>
  xmlDocument('Tagging', [
    element(
      'TagSet',
      tags.map(({ key, value }) => element('Tag', [leaf('Key', key), leaf('Value', value)])),
    ),
  ]);
