import type { PostSignature } from '../auth/post-signature.ts';
import { headerControls } from '../http/object-headers.ts';
import type { RequestHeaders } from '../http/request-headers.ts';
import { invalidArgument, S3Error } from '../http/s3-error.ts';
import { encodeUriComponent } from '../http/uri-encoding.ts';
import { readXml, requiredText } from '../xml/read-xml.ts';
import type { FormField } from './multipart-form.ts';
import type { FormFields } from './post-policy.ts';

/**
 * The fields by lower-case name, each at most once, with the key completed by the name of the file. A `bucket` field
 * says nothing: the bucket is that of the address.
 */
export function postFields(sent: readonly FormField[], bucket: string, filename: string): FormFields {
  const fields = new Map<string, string>();
  for (const { name, value } of sent) {
    const lower = name.toLowerCase();
    if (fields.has(lower)) {
      throw invalidArgument(name, value, 'A form has each field once.').orInMinio('AccessDenied');
    }
    fields.set(lower, lower === 'key' ? value.replace(/\$\{filename\}/g, () => filename) : value);
  }
  return fields.set('bucket', bucket);
}

/** Undefined: nothing in the form signs it, so it is an anonymous one. */
export function postSignature(fields: FormFields): PostSignature | undefined {
  if (fields.has('awsaccesskeyid') || fields.has('signature')) {
    throw new S3Error('InvalidRequest', 'This way of signing a form is not supported: use AWS4-HMAC-SHA256.');
  }
  const [policyBase64, signature, credential, amzDate, algorithm, sessionToken] = [
    'policy',
    'x-amz-signature',
    'x-amz-credential',
    'x-amz-date',
    'x-amz-algorithm',
    'x-amz-security-token',
  ].map((name) => fields.get(name) || undefined);
  if (!policyBase64 && !signature && !credential) return undefined;
  if (!policyBase64) throw missing('policy').orInMinio('SignatureDoesNotMatch');
  if (!signature) throw missing('x-amz-signature').orInMinio('SignatureDoesNotMatch');
  if (!credential) throw missing('x-amz-credential').orInMinio('AuthorizationQueryParametersError');
  if (!amzDate) throw missing('x-amz-date').orInMinio('AuthorizationQueryParametersError');
  if (algorithm !== 'AWS4-HMAC-SHA256') {
    throw invalidArgument('x-amz-algorithm', algorithm ?? '', 'x-amz-algorithm is AWS4-HMAC-SHA256.');
  }
  return { policyBase64, credential, amzDate, signature, sessionToken };
}

/** What a PUT would send as headers of what it makes. Signatures and the form's own fields are not among them. */
const objectFields =
  /^(?:cache-control|content-(?:disposition|encoding|language|md5|type)|expires|x-amz-(?:acl|checksum-.+|meta-.+|object-lock-.+|sdk-checksum-algorithm|server-side-encryption(?:-.+)?|storage-class|website-redirect-location))$/s;

const token = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;

/** The form's fields as headers, so that what reads a PUT reads a form as well. Values are bytes as Latin-1. */
export function postHeaders(fields: FormFields): RequestHeaders {
  const headers = new Map<string, string>();
  for (const [name, value] of fields) {
    const header = name === 'acl' ? 'x-amz-acl' : name;
    if (!objectFields.test(header)) continue;
    if (!token.test(header))
      throw invalidArgument('name', name, 'A field has a name that no header may have.');
    if (headerControls.test(value)) {
      throw invalidArgument(name, value, 'This field holds no control characters.');
    }
    headers.set(header, Buffer.from(value.trim(), 'utf8').toString('latin1'));
  }
  const tagging = fields.get('tagging');
  if (tagging !== undefined) headers.set('x-amz-tagging', taggingHeader(tagging));
  return headers;
}

/** A form has its tags in the XML of PutObjectTagging, a PUT has them in a query. */
function taggingHeader(xml: string): string {
  const tags = readXml(Buffer.from(xml, 'utf8'), 'Tagging').child('TagSet')?.children('Tag') ?? [];
  return tags
    .map((tag) => ['Key', 'Value'].map((name) => encodeUriComponent(requiredText(tag, name))).join('='))
    .join('&');
}

const missing = (name: string) =>
  new S3Error('InvalidArgument', `A signed form has the field ${name}, in front of its file.`, {
    ArgumentName: name,
    ArgumentValue: '',
  });
