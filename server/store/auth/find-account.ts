import type { Account, Accounts } from '../access/accounts.ts';
import { S3Error } from '../http/s3-error.ts';

/**
 * The account that a signature names, refused where there is none, its token is another, or its session is over.
 * `now` is Unix ms.
 */
export function findAccount(
  accounts: Pick<Accounts, 'find'>,
  accessKeyId: string,
  sessionToken: string | undefined,
  now: number,
): Account {
  const account = accounts.find(accessKeyId, sessionToken);
  if (account === undefined && sessionToken !== undefined) {
    throw new S3Error('InvalidToken', 'The session token is not one of this access key.', {
      'Token-0': sessionToken,
    }).orInMinio('InvalidTokenId');
  }
  if (account === undefined) {
    throw new S3Error('InvalidAccessKeyId', 'There is no such access key here.', {
      AWSAccessKeyId: accessKeyId,
    });
  }
  if (account.expires !== undefined && account.expires <= now) {
    throw new S3Error('ExpiredToken', 'The session is over: ask for a new one.', {
      'Token-0': sessionToken ?? '',
    }).orInMinio('InvalidTokenId');
  }
  return account;
}
