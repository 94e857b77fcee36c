import { malformedXml, S3Error } from '../http/s3-error.ts';
import { readXml, type XmlElement } from '../xml/read-xml.ts';
import { element, leaf, xmlDocument } from '../xml/write-xml.ts';
import { type CorsMethod, type CorsRule, type CorsSetting, corsMethods } from './cors-setting.ts';

const maxRules = 100;
const maxIdLength = 255;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html */
export function readCorsDocument(document: Uint8Array): CorsSetting {
  const rules = readXml(document, 'CORSConfiguration').children('CORSRule');
  if (rules.length === 0) throw malformedXml('A CORS configuration has at least one rule.');
  if (rules.length > maxRules) throw refused(`A CORS configuration has at most ${maxRules} rules.`);
  return { rules: rules.map(readRule) };
}

function readRule(rule: XmlElement): CorsRule {
  const texts = (name: string) => rule.children(name).map((child) => child.text().trim());
  const allowedOrigins = texts('AllowedOrigin');
  const allowedMethods = texts('AllowedMethod').map(readMethod);
  if (allowedOrigins.length === 0 || allowedMethods.length === 0) {
    throw malformedXml('A CORS rule has an AllowedOrigin and an AllowedMethod.');
  }
  const allowedHeaders = texts('AllowedHeader');
  for (const pattern of [...allowedOrigins, ...allowedHeaders]) {
    if (pattern.split('*').length > 2) throw refused(`More than one * stands in ${pattern}.`);
  }
  const exposeHeaders = texts('ExposeHeader');
  for (const name of exposeHeaders) {
    if (!/^[!#$%&'+.^_`|~A-Za-z0-9-]+$/.test(name))
      throw refused(`${name} is no name of a header to expose.`);
  }
  const id = rule.child('ID')?.text();
  if (id !== undefined && id.length > maxIdLength) {
    throw refused(`The ID of a CORS rule has at most ${maxIdLength} characters.`);
  }
  const maxAge = rule.child('MaxAgeSeconds')?.text().trim();
  if (maxAge !== undefined && !/^\d{1,9}$/.test(maxAge)) throw malformedXml('MaxAgeSeconds is a number.');
  return {
    ...(id === undefined ? {} : { id }),
    allowedOrigins,
    allowedMethods,
    allowedHeaders,
    exposeHeaders,
    ...(maxAge === undefined ? {} : { maxAgeSeconds: Number(maxAge) }),
  };
}

function readMethod(text: string): CorsMethod {
  const method = corsMethods.find((candidate) => candidate === text);
  if (method === undefined) throw refused(`A CORS rule allows no method ${text}.`);
  return method;
}

const refused = (message: string) => new S3Error('InvalidRequest', message);

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketCors.html */
export const corsDocument = ({ rules }: CorsSetting) =>
  xmlDocument(
    'CORSConfiguration',
    rules.map((rule) =>
      element('CORSRule', [
        leaf('ID', rule.id),
        ...rule.allowedMethods.map((method) => leaf('AllowedMethod', method)),
        ...rule.allowedOrigins.map((origin) => leaf('AllowedOrigin', origin)),
        ...rule.allowedHeaders.map((header) => leaf('AllowedHeader', header)),
        ...rule.exposeHeaders.map((header) => leaf('ExposeHeader', header)),
        leaf('MaxAgeSeconds', rule.maxAgeSeconds),
      ]),
    ),
  );
