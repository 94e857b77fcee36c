import { expect, test } from 'vitest';
import { createDirectDigester } from './direct-digester.ts';
import { createLazyDigester } from './lazy-digester.ts';
import { md5Start } from './md5-state.ts';

test('nothing is loaded before it is needed, and then once', async () => {
  let loads = 0;
  const digester = createLazyDigester(async () => {
    loads++;
    return createDirectDigester();
  });
  expect(loads).toBe(0);
  const abc = new Blob(['abc']);
  const [md5, blocks] = await Promise.all([
    digester.md5(abc),
    digester.md5OfBlocks(abc, 64, Promise.resolve(md5Start)),
  ]);
  expect([md5, blocks.whole]).toEqual(Array(2).fill('900150983cd24fb0d6963f7d28e17f72'));
  expect(loads).toBe(1);
});

test('code that does not come is a failure of the network, and asked for again', async () => {
  let offline = true;
  const digester = createLazyDigester(() =>
    offline ? Promise.reject(new TypeError('no chunk')) : Promise.resolve(createDirectDigester()),
  );
  await expect(digester.md5(new Blob())).rejects.toMatchObject({ code: 'network', retryable: true });
  offline = false;
  expect(await digester.md5(new Blob())).toBe('d41d8cd98f00b204e9800998ecf8427e');
});
