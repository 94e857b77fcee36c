import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { drawnKeys, objectRow, openBucket } from './support/console.ts';
import { expect, test } from './support/fixtures.ts';
import { connectLimited } from './support/limited-user.ts';
import { headOf, storedKeys } from './support/read-back.ts';
import { drawnVersions, putTexts, storedVersions, versionedBucket, versionRow } from './support/versions.ts';

const actions = (page: Page) => page.getByRole('toolbar', { name: 'Actions on the selection' });
const toolbar = (page: Page) => page.getByRole('toolbar', { name: 'Objects', exact: true });

async function showVersions(page: Page): Promise<void> {
  await toolbar(page).getByRole('button', { name: 'Versions' }).click();
  await expect(page).toHaveURL(/versions=true/);
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}

test.describe('versions in the list', { tag: '@row-06' }, () => {
  test('and delete markers stand below their keys, in folders and flat, and a link shows the same', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await versionedBucket(buckets, s3);
    await putTexts(s3, bucket, 'a.txt', ['1', '22', '333']);
    await putTexts(s3, bucket, 'b 100%.txt', ['b']);
    await putTexts(s3, bucket, 'deleted.txt', ['d']);
    await putTexts(s3, bucket, 'gone/old.txt', ['o']);
    await s3.removeObject(bucket, 'deleted.txt');
    await s3.removeObject(bucket, 'gone/old.txt');
    await connect(page);
    await openBucket(page, bucket);
    // Deleted objects are not seen, though MinIO lists the folder in which there is nothing else.
    const listed = async () => (await drawnKeys(page)).filter((key) => key !== 'gone/');
    await expect.poll(listed).toEqual(['a.txt', 'b 100%.txt']);

    await page.getByRole('grid').getByRole('row').nth(1).focus();
    await page.keyboard.press('v');
    const inFolders = [
      'gone/',
      'a.txt',
      'a.txt',
      'a.txt',
      'b 100%.txt',
      'deleted.txt (deleted)',
      'deleted.txt',
    ];
    await expect.poll(() => drawnVersions(page)).toEqual(inFolders);
    const grid = page.getByRole('grid');
    await expect(grid.getByRole('row').nth(2)).toContainText('Latest');
    await expect(grid.getByRole('row').nth(2)).toContainText('3 B');
    await expect(grid.getByRole('row').nth(3)).not.toContainText('Latest');
    await expect(grid.getByRole('row').nth(4)).toContainText('1 B');
    await expect(grid.getByRole('row').nth(6)).toContainText('Delete marker');
    await expectAccessible(page);
    // The colleague has the same connection open.
    const other = await page.context().newPage();
    await connect(other);
    await other.goto(page.url());
    await expect.poll(() => drawnVersions(other)).toEqual(inFolders);
    await other.close();

    // Newest first all the same.
    await page.getByRole('button', { name: 'Name' }).click();
    await expect
      .poll(() => drawnVersions(page))
      .toEqual(['gone/', 'deleted.txt (deleted)', 'deleted.txt', 'b 100%.txt', 'a.txt', 'a.txt', 'a.txt']);
    await expect(grid.getByRole('row').nth(5)).toContainText('Latest');
    await page.getByRole('button', { name: 'Name' }).click();

    await page.getByRole('searchbox', { name: 'Search this place by prefix' }).fill('del');
    await expect.poll(() => drawnVersions(page)).toEqual(['deleted.txt (deleted)', 'deleted.txt']);
    await page.getByRole('button', { name: 'Clear the search' }).click();
    await page.getByRole('button', { name: 'All keys' }).click();
    await expect
      .poll(() => drawnVersions(page))
      .toEqual([...inFolders.slice(1), 'gone/old.txt (deleted)', 'gone/old.txt']);
    await page.getByRole('button', { name: 'Versions' }).click();
    await expect.poll(listed).toEqual(['a.txt', 'b 100%.txt']);
  });

  test('are none in an empty bucket, and the page says so', async ({ page, connect, buckets, s3 }) => {
    const bucket = await versionedBucket(buckets, s3);
    await connect(page);
    await openBucket(page, bucket);
    await showVersions(page);
    await expect(page.getByRole('heading', { name: 'No versions' })).toBeVisible();
    await expectAccessible(page);
  });

  test('an older one is opened, downloaded and restored with all that it has', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await versionedBucket(buckets, s3);
    const key = 'report 100%.txt';
    const { versionId } = await s3.putObject(bucket, key, 'the first', undefined, {
      'Content-Type': 'text/plain',
      'x-amz-meta-author': 'Ada',
    });
    const first = versionId ?? '';
    await s3.setObjectTagging(bucket, key, { kind: 'draft' });
    await putTexts(s3, bucket, key, ['the second one']);
    await connect(page);
    await openBucket(page, bucket);
    await showVersions(page);

    await versionRow(page, key, first).getByRole('checkbox').click();
    await expect(page.getByTestId('selected')).toHaveText('1 version selected · 9 B');
    const coming = page.waitForEvent('download');
    await actions(page).getByRole('button', { name: 'Download' }).click();
    const download = await coming;
    expect(await readFile(await download.path(), 'utf8')).toBe('the first');

    await actions(page).getByRole('button', { name: 'Open' }).click();
    await expect(page).toHaveURL(new RegExp(`version=${first}`));
    await expect(page.getByRole('dialog')).toContainText('9 B');
    await page.keyboard.press('Escape');

    await actions(page).getByRole('button', { name: 'Restore' }).click();
    const dialog = page.getByRole('dialog', { name: 'Restore a version' });
    await expect(dialog).toContainText(key);
    await expect(dialog).toContainText(first);
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Restore this version' }).click();
    await expect(page.getByTestId('announcements')).toContainText(`${key} restored`);
    await expect.poll(() => drawnVersions(page)).toEqual([key, key, key]);
    await expect(page.getByRole('grid').getByRole('row').nth(1)).toContainText('9 B');
    await expect(page.getByRole('grid').getByRole('row').nth(1)).toContainText('Latest');
    await expect(page.getByRole('grid').getByText('Latest')).toHaveCount(1);

    expect(await textOf(await s3.getObject(bucket, key))).toBe('the first');
    expect((await s3.statObject(bucket, key)).metaData).toMatchObject({
      author: 'Ada',
      'content-type': 'text/plain',
    });
    expect(await s3.getObjectTagging(bucket, key)).toEqual([{ Key: 'kind', Value: 'draft' }]);
    const stored = await storedVersions(s3, bucket);
    expect(stored).toHaveLength(3);
    expect(stored[2]?.versionId).toBe(first);
  });

  test('one is deleted for ever, by its id, and nothing else', async ({ page, connect, buckets, s3 }) => {
    const bucket = await versionedBucket(buckets, s3);
    const [one = '', two = '', three = ''] = await putTexts(s3, bucket, 'a.txt', ['1', '2', '3']);
    await putTexts(s3, bucket, 'a.txt2', ['kept']);
    await connect(page);
    await openBucket(page, bucket);
    await showVersions(page);
    await versionRow(page, 'a.txt', three).getByRole('checkbox').click();
    await page.keyboard.press('Delete');
    const dialog = page.getByRole('dialog', { name: 'Delete 1 version for ever' });
    const list = dialog.getByRole('list', { name: 'Versions that will be deleted' });
    await expect(list.getByRole('listitem')).toHaveCount(1);
    await expect(list).toContainText(three);
    await expect(dialog).toContainText('1 of them is the latest of its object');
    await expect(dialog).toContainText('This cannot be undone');
    await expectAccessible(page);
    // What comes after the plan is not in the plan.
    const [four = ''] = await putTexts(s3, bucket, 'a.txt', ['4']);
    await dialog.getByRole('button', { name: 'Delete 1 version for ever' }).click();
    await expect(versionRow(page, 'a.txt', three)).toHaveCount(0);
    // The list was asked for again, and has what came meanwhile.
    await expect(versionRow(page, 'a.txt', four)).toContainText('Latest');
    await expect(versionRow(page, 'a.txt', two)).not.toContainText('Latest');
    const stored = await storedVersions(s3, bucket);
    expect(stored.filter(({ key }) => key === 'a.txt').map(({ versionId }) => versionId)).toEqual([
      four,
      two,
      one,
    ]);
    expect(stored).toHaveLength(4);
  });

  test('of a folder are deleted by a plan whose count is typed, and `x/` never takes `x1`', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await versionedBucket(buckets, s3);
    await putTexts(s3, bucket, 'x/a', ['1', '2']);
    await putTexts(s3, bucket, 'x/b', ['1']);
    await s3.removeObject(bucket, 'x/b');
    await putTexts(s3, bucket, 'x1', ['kept']);
    await connect(page);
    await openBucket(page, bucket);
    await showVersions(page);
    await objectRow(page, 'x/').getByRole('checkbox').click();
    await actions(page).getByRole('button', { name: 'Delete for ever' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete 4 versions for ever' });
    await expect(dialog).toContainText('Every version and delete marker under this folder:');
    await expect(dialog).toContainText('1 of them is a delete marker');
    const remove = dialog.getByRole('button', { name: 'Delete 4 versions for ever' });
    await expect(remove).toBeDisabled();
    await dialog.getByLabel('Type 4 to delete as many versions').fill('4');
    await remove.click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    expect((await storedVersions(s3, bucket)).map(({ key }) => key)).toEqual(['x1']);
    await expect.poll(() => drawnVersions(page)).toEqual(['x1']);
  });

  test('a deleted object comes back, whatever the number of its delete markers', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await versionedBucket(buckets, s3);
    await putTexts(s3, bucket, 'back.txt', ['old', 'the last']);
    // MinIO answers a second delete with the marker that is there; a batch stacks another one on it.
    await s3.removeObject(bucket, 'back.txt');
    await s3.removeObjects(bucket, ['back.txt']);
    const markers = (await storedVersions(s3, bucket)).filter(({ isDeleteMarker }) => isDeleteMarker);
    expect(await headOf(s3, bucket, 'back.txt')).toBe('NotFound');
    await connect(page);
    await openBucket(page, bucket);
    await showVersions(page);
    await page.getByRole('grid').getByRole('row').nth(1).getByRole('checkbox').click();
    await expect(actions(page).getByRole('button', { name: 'Download' })).toHaveAccessibleDescription(
      'A delete marker has no content',
    );
    await actions(page).getByRole('button', { name: 'Undelete' }).click();
    const dialog = page.getByRole('dialog', { name: 'Undelete 1 object' });
    await expect(dialog.getByRole('list', { name: 'What comes back' })).toContainText('8 B');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Undelete 1 object' }).click();
    await expect(page.getByTestId('announcements')).toContainText('1 object is there again');
    await expect.poll(() => drawnVersions(page)).toEqual(['back.txt', 'back.txt']);
    await expect(page.getByRole('grid').getByRole('row').nth(1)).toContainText('Latest');
    expect(await textOf(await s3.getObject(bucket, 'back.txt'))).toBe('the last');
    expect(await storedVersions(s3, bucket)).toHaveLength(2);
    expect(markers.length).toBeGreaterThan(0);
  });

  test('a locked one is refused in the server’s words, and goes with a bypass that is asked for', async ({
    page,
    connect,
    buckets,
    s3,
    target,
  }) => {
    const bucket = buckets.reserve();
    await s3.makeBucket(bucket, target.region, { ObjectLocking: true });
    const [locked = '', free = ''] = await putTexts(s3, bucket, 'contract.pdf', ['locked', 'free']);
    await s3.putObjectRetention(bucket, 'contract.pdf', {
      versionId: locked,
      mode: 'GOVERNANCE',
      retainUntilDate: new Date(Date.now() + 86_400_000).toISOString(),
    } as never);
    await connect(page);
    await openBucket(page, bucket);
    await showVersions(page);
    const dialog = page.getByRole('dialog');
    await versionRow(page, 'contract.pdf', locked).getByRole('checkbox').click();
    await page.keyboard.press('Delete');
    await dialog.getByRole('button', { name: 'Delete 1 version for ever' }).click();
    await expect(dialog).toContainText('Deleted 0, refused 1, left 0.');
    await expect(dialog.getByRole('list', { name: 'Refused versions' })).toContainText(locked);
    await expect(dialog.getByRole('list', { name: 'Refused versions' })).toContainText(
      /AccessDenied|WORM protected/,
    );
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    expect(await storedVersions(s3, bucket)).toHaveLength(2);

    // It is still chosen.
    await page.keyboard.press('Delete');
    await dialog.getByLabel('Bypass governance retention').check();
    await dialog.getByRole('button', { name: 'Delete 1 version for ever, bypassing governance' }).click();
    await expect(versionRow(page, 'contract.pdf', locked)).toHaveCount(0);
    expect((await storedVersions(s3, bucket)).map(({ versionId }) => versionId)).toEqual([free]);
  });

  test('one that is gone meanwhile is said to be gone', async ({ page, connect, buckets, s3 }) => {
    const bucket = await versionedBucket(buckets, s3);
    const [one = ''] = await putTexts(s3, bucket, 'a.txt', ['1', '2']);
    await connect(page);
    await openBucket(page, bucket);
    await showVersions(page);
    await versionRow(page, 'a.txt', one).getByRole('checkbox').click();
    await s3.removeObject(bucket, 'a.txt', { versionId: one });
    await actions(page).getByRole('button', { name: 'Restore' }).click();
    const dialog = page.getByRole('dialog', { name: 'Restore a version' });
    await dialog.getByRole('button', { name: 'Restore this version' }).click();
    await expect(dialog.getByRole('alert')).toContainText(/This version is gone|No such object/);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    expect(await storedVersions(s3, bucket)).toHaveLength(1);
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(versionRow(page, 'a.txt', one)).toHaveCount(0);
  });

  test('are refused to who may not list them, and the objects are not', async ({
    page,
    buckets,
    s3,
    target,
  }) => {
    const bucket = await versionedBucket(buckets, s3);
    await putTexts(s3, bucket, 'a.txt', ['1']);
    await connectLimited(page, target, [
      { Action: ['s3:ListAllMyBuckets'], Resource: ['*'] },
      { Action: ['s3:ListBucket', 's3:GetBucketLocation'], Resource: [bucket] },
      { Action: ['s3:GetObject'], Resource: [`${bucket}/*`] },
    ]);
    await openBucket(page, bucket);
    await expect(objectRow(page, 'a.txt')).toBeVisible();
    await showVersions(page);
    // MinIO takes the permission to list a bucket for that to list its versions.
    if (target.name === 'minio') await expect.poll(() => drawnVersions(page)).toEqual(['a.txt']);
    else await expect(page.getByRole('alert')).toContainText('Not allowed');
    await page.getByRole('button', { name: 'Versions' }).click();
    await expect(objectRow(page, 'a.txt')).toBeVisible();
  });

  test('of a server that has none are unavailable, with what it answered', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    await s3.putObject(bucket, 'a.txt', 'a');
    await page.route(
      (url) => url.searchParams.has('versions') && url.searchParams.has('X-Amz-Signature'),
      (route) =>
        route.fulfill({
          status: 501,
          body: '<Error><Code>NotImplemented</Code></Error>',
          headers: { 'access-control-allow-origin': '*', 'content-type': 'application/xml' },
        }),
    );
    await connect(page);
    await openBucket(page, bucket);
    const button = page.getByRole('button', { name: 'Versions' });
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(button).toHaveAccessibleDescription(/501 NotImplemented on GET \?versions/);
    await button.click({ force: true });
    await page.keyboard.press('v');
    await expect(page).not.toHaveURL(/versions=true/);
    // An old link asks for them.
    await page.goto(`${page.url()}?versions=true`);
    await expect(page.getByRole('heading', { name: 'No versions on this server' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Show objects' }).click();
    await expect(objectRow(page, 'a.txt')).toBeVisible();
    await objectRow(page, 'a.txt').getByRole('button', { name: 'a.txt' }).click();
    await page.getByRole('tab', { name: 'Versions' }).click();
    await expect(page.getByRole('dialog')).toContainText('501 NotImplemented on GET ?versions');
  });

  test('keys that could deceive are shown as they are, and are worked by keyboard alone', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await versionedBucket(buckets, s3);
    const key = 'a\u202egpj.\u0007exe';
    const [one = '', two = ''] = await putTexts(s3, bucket, key, ['1', '2']);
    await connect(page);
    await openBucket(page, bucket);
    await showVersions(page);
    const rows = page.getByRole('grid').getByRole('row');
    await expect(rows.nth(1)).toContainText('aU+202Egpj.U+0007exe');
    await rows.nth(1).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press(' ');
    await expect(page.getByTestId('selected')).toHaveText('1 version selected · 1 B');
    await page.keyboard.press('Delete');
    const dialog = page.getByRole('dialog', { name: 'Delete 1 version for ever' });
    await expect(dialog).toContainText('aU+202Egpj.U+0007exe');
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(versionRow(page, key, one)).toHaveCount(0);
    await expect(rows.nth(1)).toBeFocused();
    expect((await storedVersions(s3, bucket)).map(({ versionId }) => versionId)).toEqual([two]);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`version=${two}`));
    await expect(page.getByRole('dialog').getByRole('tab', { name: 'Versions' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page).not.toHaveURL(/version=/);
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toContainText('Show versions');
    await s3.removeObject(bucket, key, { versionId: two });
  });
});

test.describe('the versions of one object', { tag: '@row-06' }, () => {
  test('are those of its key alone; one is opened, restored and deleted there', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await versionedBucket(buckets, s3);
    const [one = '', two = ''] = await putTexts(s3, bucket, 'a', ['1', '22']);
    await putTexts(s3, bucket, 'a b', ['other']);
    await putTexts(s3, bucket, 'ab', ['other']);
    await connect(page);
    await openBucket(page, bucket);
    await objectRow(page, 'a').getByRole('button', { name: 'a', exact: true }).click();
    await page.getByRole('tab', { name: 'Versions' }).click();
    const list = page.getByRole('list', { name: 'Versions of this object' });
    await expect(list.getByRole('listitem')).toHaveCount(2);
    await expect(list.getByRole('listitem').first()).toContainText('Latest');
    await expect(list.getByRole('listitem').first()).toContainText('Open now');
    await expectAccessible(page);

    await list.getByRole('button', { name: `Open: version ${one}` }).click();
    await expect(page).toHaveURL(new RegExp(`version=${one}`));
    await expect(list.getByRole('listitem').nth(1)).toContainText('Open now');

    await list.getByRole('button', { name: `Restore: version ${one}` }).click();
    await page.getByRole('button', { name: 'Restore this version' }).click();
    await expect(list.getByRole('listitem')).toHaveCount(3);
    expect(await textOf(await s3.getObject(bucket, 'a'))).toBe('1');

    await list.getByRole('button', { name: `Delete for ever: version ${one}` }).click();
    await page.getByRole('button', { name: 'Delete 1 version for ever' }).click();
    await expect(list.getByRole('listitem')).toHaveCount(2);
    // What was open has gone: on to the latest.
    await expect(page).not.toHaveURL(/version=/);
    const left = (await storedVersions(s3, bucket)).filter(({ key }) => key === 'a');
    expect(left.map(({ versionId }) => versionId)).toEqual([left[0]?.versionId, two]);
    expect(await storedKeys(s3, bucket)).toEqual(['a', 'a b', 'ab']);
  });

  test('are shown of a deleted one too, and bring it back', async ({ page, connect, buckets, s3 }) => {
    const bucket = await versionedBucket(buckets, s3);
    await putTexts(s3, bucket, 'a.txt', ['1']);
    await s3.removeObject(bucket, 'a.txt');
    const marker = (await storedVersions(s3, bucket)).find(({ isDeleteMarker }) => isDeleteMarker);
    await connect(page);
    await openBucket(page, bucket);
    await showVersions(page);
    await page.getByRole('grid').getByRole('row').nth(1).focus();
    await page.keyboard.press('Enter');
    const list = page.getByRole('list', { name: 'Versions of this object' });
    await expect(list.getByRole('listitem')).toHaveCount(2);
    await list.getByRole('button', { name: `Undelete: version ${marker?.versionId}` }).click();
    await page.getByRole('button', { name: 'Undelete 1 object' }).click();
    await expect(list.getByRole('listitem')).toHaveCount(1);
    expect(await headOf(s3, bucket, 'a.txt')).toBe('stored');
    await expect(page.getByRole('tab', { name: 'Properties' })).toBeVisible();
  });

  test('in a bucket that keeps none there is one, and the way to the settings', async ({
    page,
    connect,
    buckets,
    s3,
  }) => {
    const bucket = await buckets.create();
    await s3.putObject(bucket, 'a.txt', 'a');
    await connect(page);
    await openBucket(page, bucket);
    await objectRow(page, 'a.txt').getByRole('button', { name: 'a.txt' }).click();
    await page.getByRole('tab', { name: 'Versions' }).click();
    await expect(
      page.getByRole('list', { name: 'Versions of this object' }).getByRole('listitem'),
    ).toHaveCount(1);
    await expect(page.getByRole('dialog')).toContainText('This bucket keeps no versions');
    await page.getByRole('link', { name: 'Versioning in the settings' }).click();
    await expect(page).toHaveURL(/settings\?open=versioning/);
  });
});
