import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import type { Client } from 'minio';
import { expectAccessible } from './support/axe.ts';
import { connectTo, objectRow, openBucket } from './support/console.ts';
import { startFaultProxy } from './support/fault-proxy.ts';
import { expect, test } from './support/fixtures.ts';
import { connectLimited } from './support/limited-user.ts';
import { parquetOf } from './support/parquet.ts';

const tag = '@row-17';

/** The page of one object, by its address; the page is connected. */
async function openQuery(page: Page, bucket: string, key?: string): Promise<void> {
  const [connection] = /^.*#\/c\/[^/]+\//.exec(page.url()) ?? [''];
  const search = key === undefined ? '' : `?${new URLSearchParams({ key })}`;
  await page.goto(`${connection}b/${bucket}/query${search}`);
  await expect(page.getByRole('heading', { name: 'Query', level: 1 })).toBeVisible();
  // From one object to another the heading stays.
  if (key !== undefined) await expect(page.getByRole('main')).toContainText(key);
}

const sql = (page: Page) => page.getByRole('textbox', { name: 'SQL' });
const option = (page: Page, name: string) =>
  page.getByRole('region', { name: 'How to read the object' }).getByLabel(name, { exact: true });
const grid = (page: Page) => page.getByRole('grid', { name: 'Rows of the result' });
const result = (page: Page) => page.getByRole('region', { name: 'Result', exact: true });
const runButton = (page: Page) => page.getByRole('button', { name: 'Run query' });

async function ask(page: Page, expression: string): Promise<void> {
  await sql(page).fill(expression);
  await runButton(page).click();
}

async function expectRows(page: Page, count: number, state = 'Complete'): Promise<void> {
  await expect(result(page)).toContainText(state);
  const rows = `${count.toLocaleString('en-US')} row${count === 1 ? '' : 's'}`;
  await expect(page.getByTestId('result-rows')).toHaveText(rows);
}

/** What is drawn, row by row. */
const cells = (page: Page) =>
  grid(page)
    .locator('tbody tr:not([aria-hidden])')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('td:not([aria-hidden])')].map((cell) => cell.textContent)),
    );

async function exported(page: Page, form: RegExp): Promise<{ name: string; text: string }> {
  await page.getByRole('button', { name: 'Export' }).click();
  const coming = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: form }).click();
  const download = await coming;
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

/** The same query by a client that shares no code with the page: its answer as it came. */
async function selected(s3: Client, bucket: string, key: string, expression: string): Promise<string> {
  const answer = await s3.selectObjectContent(bucket, key, {
    expression,
    inputSerialization: {
      CSV: { FileHeaderInfo: 'USE', AllowQuotedRecordDelimiter: true },
      CompressionType: 'GZIP',
    },
    outputSerialization: { JSON: {} },
    requestProgress: { Enabled: true },
  } as unknown as Parameters<Client['selectObjectContent']>[2]);
  return String((answer as unknown as { getRecords(): Buffer }).getRecords());
}

test('a CSV file from its drawer: guessed, asked by keyboard, read cell by cell', { tag }, async ({
  page,
  connect,
  buckets,
  s3,
}) => {
  const bucket = await buckets.create();
  await s3.putObject(
    bucket,
    'orders.csv',
    'id,who,note\r\n1,Ann,"first, with ""quotes"""\r\n2,\u202eBob,"two\nlines"\r\n3,Cid,\r\n',
    undefined,
    { 'Content-Type': 'text/csv' },
  );
  await connect(page);
  await openBucket(page, bucket);
  await objectRow(page, 'orders.csv').getByText('orders.csv').dblclick();
  await page.getByRole('dialog').getByRole('link', { name: 'Query' }).click();
  await expect(page.getByRole('heading', { name: 'Query', level: 1 })).toBeVisible();
  await expect(page).toHaveTitle(new RegExp(`Query · ${bucket}`));

  await expect(option(page, 'Format')).toHaveValue('csv');
  await expect(option(page, 'First line')).toHaveValue('USE');
  await expect(option(page, 'Fields are separated by')).toHaveValue(',');
  await expect(page.getByText('Guessed from its name and its first bytes.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Insert / })).toHaveText(['id', 'who', 'note']);
  await expectAccessible(page);

  await sql(page).focus();
  await page.keyboard.press('Control+Enter');
  await expectRows(page, 3);
  expect(await cells(page)).toEqual([
    ['1', 'Ann', 'first, with "quotes"'],
    ['2', 'U+202EBob', 'two↵lines'],
    ['3', 'Cid', ''],
  ]);
  await expect(result(page)).toContainText('Scanned');
  await grid(page).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  const value = page.getByRole('region', { name: 'Chosen value' });
  await expect(value).toContainText('Row 2, note');
  await expect(value.locator('pre')).toHaveText('twolines');
  await expect(grid(page).locator('[aria-selected=true]')).toHaveText('two↵lines');
  await expectAccessible(page);

  await page.getByText('Raw', { exact: true }).click();
  await expect(page.getByRole('region', { name: 'Result as it came' })).toContainText('"note":"two\\nlines"');
  await expectAccessible(page);
});

test('columns, examples and what was asked before are at hand', { tag }, async ({
  page,
  connect,
  buckets,
  s3,
}) => {
  const bucket = await buckets.create();
  await s3.putObject(bucket, 'ages.csv', 'name,age\nAnn,30\nBob,4\nCid,30\n');
  await connect(page);
  await openQuery(page, bucket, 'ages.csv');
  await page.getByRole('button', { name: 'Examples' }).click();
  await expectAccessible(page);
  await page.getByRole('menuitem', { name: /^Count the rows/ }).click();
  await expect(sql(page)).toHaveText('select count(*) from S3Object s');
  await runButton(page).click();
  await expectRows(page, 1);
  expect(await cells(page)).toEqual([['3']]);

  await sql(page).fill('');
  await runButton(page).click();
  await expect(page.getByText('Write a query first.')).toBeVisible();
  await sql(page).pressSequentially('select ');
  await page.getByRole('button', { name: 'Insert name' }).click();
  await page.keyboard.type(' from S3Object s where ');
  await page.getByRole('button', { name: 'Insert age' }).click();
  await page.keyboard.type(" = '30'");
  await expect(sql(page)).toHaveText(`select s."name" from S3Object s where s."age" = '30'`);
  await runButton(page).click();
  await expectRows(page, 2);
  expect(await cells(page)).toEqual([['Ann'], ['Cid']]);

  await ask(page, `select * from S3Object s where s."name" = 'nobody'`);
  await expect(page.getByRole('heading', { name: 'No rows' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Export' })).toBeDisabled();
  // They are there after another page, and gone with the connection.
  await page.getByRole('link', { name: 'Show in the list' }).click();
  await expect(page.getByRole('dialog')).toContainText('ages.csv');
  await page.goBack();
  await page.getByRole('button', { name: 'History' }).click();
  await expect(page.getByRole('menuitem')).toHaveText([/nobody/, /= '30'/, /count/]);
  await page.getByRole('menuitem', { name: /count/ }).click();
  await expect(sql(page)).toHaveText('select count(*) from S3Object s');
});

test('what is being written when the editor comes goes on where it was', { tag }, async ({
  page,
  connect,
  buckets,
  s3,
}) => {
  const bucket = await buckets.create();
  await s3.putObject(bucket, 'a.csv', 'a,b\n1,2\n');
  let letCome: () => void = () => undefined;
  const mayCome = new Promise<void>((done) => {
    letCome = done;
  });
  await page.route(/sql-editor/, async (route) => {
    await mayCome;
    await route.continue();
  });
  await connect(page);
  await openQuery(page, bucket, 'a.csv');
  await sql(page).fill('select x from S3Object s');
  await sql(page).press('Home');
  for (let at = 0; at < 'select '.length; at += 1) await sql(page).press('ArrowRight');
  await sql(page).press('Shift+ArrowRight');
  letCome();
  await expect(sql(page)).toHaveAttribute('contenteditable', 'true');
  await page.keyboard.insertText('s."b"');
  await expect(sql(page)).toHaveText('select s."b" from S3Object s');
  await runButton(page).click();
  await expectRows(page, 1);
  expect(await cells(page)).toEqual([['2']]);
});

test('other delimiters, no header, GZIP: what comes is what another client gets, and what is exported', {
  tag,
}, async ({ page, connect, buckets, s3 }) => {
  const bucket = await buckets.create();
  const rows = Array.from({ length: 2000 }, (_, at) => `${at},name ${at},"a ""b"", ${at}"`);
  await s3.putObject(bucket, 'in/many.csv.gz', gzipSync(`id,who,note\n${rows.join('\n')}\n`));
  await s3.putObject(bucket, 'plain.csv', '1;x,y;\n2;é;"semi;colon"\n');
  await connect(page);
  await openQuery(page, bucket, 'in/many.csv.gz');
  await expect(option(page, 'Compression')).toHaveValue('GZIP');
  const expression = 'select * from S3Object s';
  await ask(page, expression);
  await expectRows(page, 2000);
  const json = await exported(page, /^JSON lines, 2,000 rows/);
  expect(json.name).toBe('many-result.jsonl');
  expect(json.text).toBe(await selected(s3, bucket, 'in/many.csv.gz', expression));
  const csv = await exported(page, /^CSV, 2,000 rows/);
  expect(csv.name).toBe('many-result.csv');
  expect(csv.text).toBe(`id,who,note\r\n${rows.join('\r\n')}\r\n`);

  await openQuery(page, bucket, 'plain.csv');
  await expect(option(page, 'Fields are separated by')).toHaveValue(';');
  await expect(option(page, 'First line')).toHaveValue('NONE');
  await ask(page, 'select s._1, s._3 from S3Object s');
  await expectRows(page, 2);
  expect(await cells(page)).toEqual([
    ['1', ''],
    ['2', 'semi;colon'],
  ]);
  await option(page, 'First line').selectOption('A row of data');
  await option(page, 'First line').selectOption('Skipped');
  await expect(page.getByText('Changed by you.')).toBeVisible();
  await runButton(page).click();
  await expectRows(page, 1);
  await option(page, 'Fields are separated by').selectOption('Something else');
  await option(page, 'Separator').fill('\\u0001');
  await runButton(page).click();
  await expect(option(page, 'Separator')).toHaveAccessibleDescription(/XML can carry/);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Take the guess back' }).click();
  await expect(option(page, 'First line')).toHaveValue('NONE');
  await runButton(page).click();
  await expectRows(page, 2);
});

test('JSON, by lines and as a document: values keep their types and all their digits', { tag }, async ({
  page,
  connect,
  buckets,
  s3,
}) => {
  const bucket = await buckets.create();
  await s3.putObject(
    bucket,
    'lines.jsonl',
    '{"n":1,"ok":true,"deep":{"a":[1]}}\n{"n":9007199254740993,"x":null}\n',
  );
  await s3.putObject(bucket, 'list.json', JSON.stringify([{ a: 1 }, { a: 2, b: 'x' }], null, 1));
  await s3.putObject(
    bucket,
    'items.json',
    JSON.stringify({ count: 2, items: [{ a: 1 }, { a: 2 }] }, null, 1),
  );
  await connect(page);
  await openQuery(page, bucket, 'lines.jsonl');
  await expect(option(page, 'Content')).toHaveValue('LINES');
  await runButton(page).click();
  await expectRows(page, 2);
  await expect(grid(page).getByRole('columnheader')).toHaveText(['Row', 'n', 'ok', 'deep', 'x']);
  expect(await cells(page)).toEqual([
    ['1', 'true', '{"a":[1]}', ''],
    ['9007199254740993', '', '', 'null'],
  ]);
  await grid(page).getByText('9007199254740993').click();
  await expect(page.getByRole('region', { name: 'Chosen value' })).toContainText('number');
  expect((await exported(page, /^CSV/)).text).toBe(
    'n,ok,deep,x\r\n1,true,"{""a"":[1]}",\r\n9007199254740993,,,\r\n',
  );

  // Where the rows of a document are, is in the query that the page begins with.
  for (const [key, found] of [
    [
      'list.json',
      [
        ['1', ''],
        ['2', 'x'],
      ],
    ],
    ['items.json', [['1'], ['2']]],
  ] as const) {
    await openQuery(page, bucket, key);
    await expect(option(page, 'Content')).toHaveValue('DOCUMENT');
    await runButton(page).click();
    await expectRows(page, 2);
    expect(await cells(page)).toEqual(found);
  }
});

test('Parquet, whose columns come with the first answer', { tag }, async ({ page, connect, buckets, s3 }) => {
  const bucket = await buckets.create();
  const file = await parquetOf(`select range::INTEGER as id, 'name ' || range as who from range(3000)`);
  await s3.putObject(bucket, 'people.parquet', file);
  await s3.putObject(bucket, 'cut.parquet', file.subarray(0, -20));
  await connect(page);
  await openQuery(page, bucket, 'people.parquet');
  await expect(option(page, 'Format')).toHaveValue('parquet');
  await expect(page.getByText('The columns show after the first query.')).toBeVisible();
  await runButton(page).click();
  await expectRows(page, 100);
  await expect(page.getByRole('button', { name: /^Insert / })).toHaveText(['id', 'who']);
  await ask(page, 'select s."who" from S3Object s where s."id" = 2999');
  await expectRows(page, 1);
  expect(await cells(page)).toEqual([['name 2999']]);

  await openQuery(page, bucket, 'cut.parquet');
  await runButton(page).click();
  await expect(result(page).getByRole('alert')).toContainText('The object is in another form');
});

test('50,000 rows come in a stream, are scrolled to their end, and only those in sight are drawn', {
  tag,
}, async ({ page, connect, buckets, s3 }) => {
  const bucket = await buckets.create();
  const lines = Array.from({ length: 50_000 }, (_, at) => `${at},person ${at},${'x'.repeat(20)}\n`);
  await s3.putObject(bucket, 'large.csv', `id,who,text\n${lines.join('')}`);
  await connect(page);
  await openQuery(page, bucket, 'large.csv');
  await ask(page, 'select * from S3Object s');
  await expectRows(page, 50_000);
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '50001');
  await grid(page).press('Control+End');
  await grid(page).press('Control+End');
  await expect(grid(page).getByText('person 49999')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Chosen value' })).toContainText('Row 50,000, text');
  expect(await grid(page).getByRole('row').count()).toBeLessThan(80);
  const { text } = await exported(page, /^CSV, 50,000 rows/);
  expect(text.replaceAll('\r\n', '\n')).toBe(`id,who,text\n${lines.join('')}`);
});

test('more rows than are shown are counted, and saved straight to a file', { tag }, async ({
  page,
  connect,
  buckets,
  s3,
}) => {
  // As the browser's own dialog would give it; the test keeps what is written.
  await page.addInitScript(() => {
    const kept = { name: '', text: '', isClosed: false };
    Object.assign(window, {
      kept,
      showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) => ({
        createWritable: async () => {
          kept.name = suggestedName;
          const decoder = new TextDecoder();
          return new WritableStream<Uint8Array>({
            write: (bytes) => {
              kept.text += decoder.decode(bytes, { stream: true });
            },
            close: () => {
              kept.isClosed = true;
            },
          });
        },
      }),
    });
  });
  const bucket = await buckets.create();
  const count = 200_500;
  const lines = Array.from({ length: count }, (_, at) => `{"n":${at}}\n`).join('');
  await s3.putObject(bucket, 'numbers.jsonl', lines);
  await connect(page);
  await openQuery(page, bucket, 'numbers.jsonl');
  await ask(page, 'select * from S3Object s');
  await expectRows(page, count);
  await expect(result(page)).toContainText('The first 200,000 are shown');
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '200001');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'All rows as JSON lines' }).click();
  await expect(page.getByText(/^All rows saved: 2\.\d MiB$/)).toBeVisible({ timeout: 30_000 });
  const kept = await page.evaluate(
    () => (window as unknown as { kept: { name: string; text: string; isClosed: boolean } }).kept,
  );
  expect({ ...kept, text: kept.text === lines }).toEqual({
    name: 'numbers-result.jsonl',
    text: true,
    isClosed: true,
  });
});

test('a query is cancelled: the request ends, and what came stays', { tag }, async ({
  page,
  target,
  buckets,
  s3,
}) => {
  const bucket = await buckets.create();
  // What compresses well would be through before anybody could cancel it.
  const noise = () => Math.random().toString(36).slice(2).repeat(3);
  const lines = Array.from({ length: 40_000 }, (_, at) => `${at},${noise()}${Math.random()}\n`);
  await s3.putObject(bucket, 'slow.csv', `id,text\n${lines.join('')}`);
  const proxy = await startFaultProxy(target.endpoint, 1);
  try {
    await connectTo(page, target, proxy.endpoint);
    await openQuery(page, bucket, 'slow.csv');
    await expect(runButton(page)).toBeVisible();
    proxy.setRules([
      {
        matches: ({ method, url }) => method === 'POST' && url.searchParams.has('select'),
        chance: 1,
        fault: { kind: 'throttle', bytesPerSecond: 200 * 1024 },
      },
    ]);
    const ended = page.waitForEvent('requestfailed', (request) => request.url().includes('select-type'));
    await ask(page, 'select * from S3Object s');
    await expect(page.getByTestId('result-rows')).toHaveText(/^[\d,]{4,} rows$/);
    await expect(result(page)).toContainText('Running');
    await page.getByRole('button', { name: 'Cancel query' }).click();
    await expect(result(page)).toContainText('Cancelled: these are the rows that came until then, not all.');
    expect((await ended).failure()?.errorText).toBe('net::ERR_ABORTED');
    const rows = Number((await page.getByTestId('result-rows').textContent())?.replace(/\D/g, ''));
    expect(rows).toBeGreaterThan(0);
    expect(rows).toBeLessThan(40_000);
    await expect(grid(page).getByRole('gridcell').first()).toHaveText('0');
    await expect(runButton(page)).toBeVisible();
    await expectAccessible(page);
  } finally {
    await proxy.close();
  }
});

test('what the server refuses is said in its words, with a cure', { tag }, async ({
  page,
  connect,
  buckets,
  s3,
}) => {
  const bucket = await buckets.create();
  await s3.putObject(bucket, 'a.csv', 'name,age\nAnn,30\n');
  await s3.putObject(bucket, 'packed.csv', gzipSync('name,age\nAnn,30\n'));
  await connect(page);
  await openQuery(page, bucket, 'a.csv');
  const alert = result(page).getByRole('alert');

  await ask(page, 'selec * from S3Object s');
  await expect(alert).toContainText('The server refused the query');
  await expect(alert).toContainText(/The server says: .*selec/);
  await expectAccessible(page);
  await ask(page, 'select s."nosuch" from S3Object s');
  await expect(alert).toContainText('The server refused the query');
  await expect(alert).toContainText(/The server says: .*nosuch/);

  // CSV read as JSON, GZIP read as text: servers have several answers to it, and all lead to the input options.
  await option(page, 'Format').selectOption('JSON');
  await ask(page, 'select * from S3Object s');
  await expect(alert).toContainText(/The object is in another form|Look at the input options/);
  await option(page, 'Format').selectOption('CSV');
  await runButton(page).click();
  await expectRows(page, 1);

  await openQuery(page, bucket, 'packed.csv');
  await expect(option(page, 'Compression')).toHaveValue('GZIP');
  await option(page, 'Compression').selectOption('None');
  await ask(page, 'select * from S3Object s');
  await expect(alert).toContainText(/The object is in another form|Look at the input options/);
});

test('an object that tells nothing, an empty one, one that is gone, one that is denied', { tag }, async ({
  page,
  connect,
  target,
  buckets,
  s3,
}) => {
  const bucket = await buckets.create();
  await s3.putObject(bucket, 'letter', 'Dear all,\nthis is no table.\n');
  await s3.putObject(bucket, 'nothing.csv', '');
  await s3.putObject(bucket, 'short-lived.csv', 'a,b\n1,2\n');
  await connect(page);
  await openQuery(page, bucket, 'letter');
  await expect(page.getByText('What it is could not be told; choose.')).toBeVisible();
  await runButton(page).click();
  await expect(option(page, 'Format')).toHaveAccessibleDescription(/Choose a format/);
  await expectAccessible(page);

  await openQuery(page, bucket, 'nothing.csv');
  await expect(page.getByText('The object is empty: there is nothing to query.')).toBeVisible();
  await expect(runButton(page)).toBeDisabled();

  await openQuery(page, bucket, 'short-lived.csv');
  await expect(option(page, 'Format')).toHaveValue('csv');
  await s3.removeObject(bucket, 'short-lived.csv');
  await runButton(page).click();
  await expect(result(page).getByRole('alert')).toContainText('No such object');
  await page.getByRole('button', { name: 'Another object' }).click();
  await page.getByLabel('Object key').fill('never/was.csv');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('No such object');

  await connectLimited(page, target, [
    { Action: ['s3:ListAllMyBuckets', 's3:GetBucketLocation'], Resource: ['*'] },
    { Action: ['s3:ListBucket'], Resource: [bucket] },
  ]);
  await expect(page).toHaveURL(/buckets$/);
  await openQuery(page, bucket, 'letter');
  await expect(page.getByRole('alert')).toContainText('Not allowed');
});

for (const key of ['in/100% of it.csv', '\u202ecsv.exe.csv', 'a+b & c=d?.csv', '报告/数 据.csv']) {
  test(`the key ${JSON.stringify(key)} is that key`, { tag }, async ({ page, connect, buckets, s3 }) => {
    const bucket = await buckets.create();
    await s3.putObject(bucket, key, '名称,数\n苹果,3\n');
    await connect(page);
    await openQuery(page, bucket);
    await expectAccessible(page);
    await page.getByLabel('Object key').fill(key);
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await ask(page, `select s."名称" from S3Object s`);
    await expectRows(page, 1);
    expect(await cells(page)).toEqual([['苹果']]);
    await expect(page.getByRole('main').getByText('U+202E')).toHaveCount(key.includes('\u202e') ? 1 : 0);
  });
}

test('a server without queries is said to be one, before anything is asked', { tag }, async ({
  page,
  connect,
  buckets,
  s3,
}) => {
  const bucket = await buckets.create();
  await s3.putObject(bucket, 'a.csv', 'name,age\nAnn,30\n');
  await page.route(/select-type=2/, (route) =>
    route.fulfill({
      status: 501,
      headers: { 'access-control-allow-origin': '*' },
      contentType: 'application/xml',
      body: '<Error><Code>NotImplemented</Code><Message>Not here.</Message></Error>',
    }),
  );
  await connect(page);
  await openQuery(page, bucket, 'a.csv');
  await expect(page.getByRole('heading', { name: 'No queries here' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('501 NotImplemented on POST ?select');
  await expect(runButton(page)).toHaveCount(0);
  await expectAccessible(page);
});
