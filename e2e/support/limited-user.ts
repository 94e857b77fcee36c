import type { Page } from '@playwright/test';
import { AssumeRoleProvider } from 'minio/dist/esm/AssumeRoleProvider.mjs';
import { submitConnection } from './console.ts';
import type { Target } from './target.ts';

interface Statement {
  Action: string[];
  /** Of `arn:aws:s3:::`, such as `bucket/*`. */
  Resource: string[];
  Condition?: Record<string, Record<string, string[]>>;
}

/**
 * Connects the page as somebody who may do what the statements allow and nothing else. Whoever may not list buckets is
 * told so by the Connect page, and stays on it.
 */
export async function connectLimited(page: Page, target: Target, statements: Statement[]): Promise<void> {
  const policy = {
    Version: '2012-10-17',
    Statement: statements.map(({ Resource, ...statement }) => ({
      Effect: 'Allow',
      ...statement,
      Resource: Resource.map((name) => `arn:aws:s3:::${name}`),
    })),
  };
  const provider = new AssumeRoleProvider({
    stsEndpoint: target.endpoint,
    accessKey: target.accessKeyId,
    secretKey: target.secretAccessKey,
    region: target.region,
    policy: JSON.stringify(policy),
  });
  const keys = await provider.getCredentials();
  await page.goto(target.pageUrl);
  const token = page.getByLabel('Session token', { exact: true });
  if (!(await token.isVisible())) await page.getByText('Temporary keys', { exact: true }).click();
  await token.fill(keys.getSessionToken() ?? '');
  await submitConnection(page, {
    endpoint: target.endpoint,
    accessKeyId: keys.getAccessKey(),
    secretAccessKey: keys.getSecretKey(),
  });
}
