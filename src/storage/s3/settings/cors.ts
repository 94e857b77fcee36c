import { defineXmlSetting } from './define-setting.ts';
import { wholeNumber } from './understood.ts';
import { children, element, keptOf, leaf, textOf, xmlDocument } from './xml-document.ts';

const known = ['ID', 'AllowedOrigin', 'AllowedMethod', 'AllowedHeader', 'ExposeHeader', 'MaxAgeSeconds'];

/** API: GetBucketCors, PutBucketCors, DeleteBucketCors. */
export const cors = defineXmlSetting({
  name: 'cors',
  root: 'CORSConfiguration',
  missingCodes: ['NoSuchCORSConfiguration'],
  removal: 'delete',
  read: (root) => ({
    kept: keptOf(root, ['CORSRule']),
    rules: children(root, 'CORSRule').map((rule) => {
      const all = (name: string) => children(rule, name).map(({ text }) => text);
      const maxAge = wholeNumber(textOf(rule, 'MaxAgeSeconds'));
      return {
        id: textOf(rule, 'ID'),
        origins: all('AllowedOrigin'),
        methods: all('AllowedMethod'),
        allowedHeaders: all('AllowedHeader'),
        exposedHeaders: all('ExposeHeader'),
        maxAge,
        kept: keptOf(rule, maxAge === undefined ? known.filter((name) => name !== 'MaxAgeSeconds') : known),
      };
    }),
  }),
  print: ({ rules, kept }) =>
    xmlDocument(
      'CORSConfiguration',
      rules.map((rule) =>
        element(
          'CORSRule',
          leaf('ID', rule.id),
          rule.origins.map((origin) => leaf('AllowedOrigin', origin)),
          rule.methods.map((method) => leaf('AllowedMethod', method)),
          rule.allowedHeaders.map((header) => leaf('AllowedHeader', header)),
          rule.exposedHeaders.map((header) => leaf('ExposeHeader', header)),
          leaf('MaxAgeSeconds', rule.maxAge),
          rule.kept,
        ),
      ),
      kept,
    ),
});
