import type { Account, Accounts } from '../access/accounts.ts';
import { S3Error } from '../http/s3-error.ts';
import { signatureDoesNotMatch } from './authenticate.ts';
import { parseAmzDate, parseCredential } from './credential-scope.ts';
import { findAccount } from './find-account.ts';
import { sameSignature, sign, signingKey } from './signature.ts';

/** The fields of a POST form that sign its policy. */
export interface PostSignature {
  /** The field `policy` as sent: it is this text that is signed. */
  policyBase64: string;
  /** `key/date/region/s3/aws4_request` */
  credential: string;
  amzDate: string;
  /** Hex. */
  signature: string;
  sessionToken: string | undefined;
}

/**
 * Who signed a form's policy. A form may be as old as it likes: its policy says when it ends. `now` is Unix ms.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-UsingHTTPPOST.html
 */
export function verifyPostSignature(
  form: PostSignature,
  accounts: Pick<Accounts, 'find'>,
  now: number,
): Account {
  const credential = parseCredential(form.credential);
  if (credential?.service !== 's3' || credential.terminator !== 'aws4_request') {
    throw malformed('x-amz-credential is not of the form key/date/region/s3/aws4_request.');
  }
  if (parseAmzDate(form.amzDate) === undefined || !form.amzDate.startsWith(credential.date)) {
    throw malformed('x-amz-date is not YYYYMMDDTHHMMSSZ on the day of the credential.');
  }
  const account = findAccount(accounts, credential.accessKeyId, form.sessionToken, now);
  const key = signingKey(account.secretAccessKey, credential.scope);
  if (!sameSignature(sign({ key }, form.policyBase64), form.signature)) {
    throw signatureDoesNotMatch({
      AWSAccessKeyId: credential.accessKeyId,
      StringToSign: form.policyBase64,
      SignatureProvided: form.signature,
    });
  }
  return account;
}

const malformed = (message: string) => new S3Error('AuthorizationQueryParametersError', message);
