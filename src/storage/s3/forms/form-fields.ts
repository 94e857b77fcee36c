import type { FormTerms, SignedForm, UploadForm } from '../../upload-form-types.ts';

/** As the library that signs names them. */
const policyField = 'Policy';
const signatureField = 'X-Amz-Signature';

/** The form without what its policy says anyway: short enough for a link. */
export function signedForm({ url, fields }: UploadForm): SignedForm {
  return { url, policy: fields[policyField] ?? '', signature: fields[signatureField] ?? '' };
}

/** All fields of the form for one file, in an order that every server takes. */
export function formFields(
  form: SignedForm,
  terms: FormTerms,
  file: { key: string; contentType: string },
): Record<string, string> {
  return {
    key: file.key,
    ...terms.fixed,
    ...(terms.contentType ? { 'Content-Type': file.contentType } : {}),
    [policyField]: form.policy,
    [signatureField]: form.signature,
  };
}
