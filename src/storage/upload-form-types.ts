/** What a form lets its holder upload. User guide: "Creating an HTML form (using AWS Signature Version 4)". */
export interface UploadFormInput {
  bucket: string;
  /** The very key, or what it must begin with: the rest is then the file's name. */
  key: FormMatch;
  /** Seconds, 1 to 604,800 (7 days). */
  expiresIn: number;
  /** The very content type, or what it must begin with (`image/`). Absent: any. */
  contentType?: FormMatch;
  /** Bytes, both inclusive. */
  size?: { min: number; max: number };
  /** Stored with each object, names without `x-amz-meta-`. */
  metadata?: Record<string, string>;
  /** Status of a success; 204 where it is absent; 201 answers with a document. */
  successStatus?: 200 | 201 | 204;
  publicOrigin?: string;
}

export type FormMatch = { exact: string } | { prefix: string };

/**
 * A POST of `fields`, a `Content-Type` (where they name none) and then `file` to `url`, as multipart/form-data. In a
 * key that ends in `${filename}`, servers put the file's name there.
 */
export interface UploadForm {
  url: string;
  fields: Record<string, string>;
  expiresAt: Date;
}

/** A form in its smallest writing: everything else stands in the policy. */
export interface SignedForm {
  url: string;
  /** Base64, as it was signed. */
  policy: string;
  /** Hex. */
  signature: string;
}

/** What a signed form says of itself, read from its policy. */
export interface FormTerms {
  bucket: string;
  key: FormMatch;
  contentType?: FormMatch;
  /** Bytes, both inclusive. */
  size?: { min: number; max: number };
  expiresAt: Date;
  /** Fields with one value, in the policy's own names. The key and what signs are not among them. */
  fixed: Record<string, string>;
  /** Those of `fixed` that become user metadata, names without `x-amz-meta-`, values decoded. */
  metadata: Record<string, string>;
}

/** `condition`: one that this page cannot fulfil, or a redirect, which it cannot follow. */
export type FormProblem = 'address' | 'policy' | 'signature' | 'condition';
