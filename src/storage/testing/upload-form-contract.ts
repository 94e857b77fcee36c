import { describe, expect, it } from 'vitest';
import type { UploadForm, UploadFormInput } from '../upload-form-types.ts';
import { type ContractScene, textOf } from './contract-scene.ts';

/** Forms, posted by plain fetch as any page would. */
export function describeUploadForms(scene: ContractScene): void {
  const { bucket } = scene;
  const create = (input: Omit<UploadFormInput, 'bucket' | 'expiresIn'>) =>
    scene.group('uploadForms').create({ bucket, expiresIn: 60, ...input });

  async function post({ url, fields }: UploadForm, change: Record<string, string> = {}, text = 'hello') {
    const body = new FormData();
    for (const [name, value] of Object.entries({ 'Content-Type': 'text/plain', ...fields, ...change })) {
      body.append(name, value);
    }
    body.append('file', new Blob([text]), 'a b.txt');
    return (await fetch(url, { method: 'POST', body })).status;
  }

  describe('upload forms', () => {
    it('store one key, with what the form says of it', async () => {
      const key = 'form/100% 中+&?#.txt';
      const form = await create({ key: { exact: key }, metadata: { desk: '七' }, successStatus: 201 });
      expect(await post(form)).toBe(201);
      const { head, body } = await scene.driver.objects.get({ bucket, key });
      expect(await textOf(body)).toBe('hello');
      expect(head.contentType).toBe('text/plain');
      const { metadata } = await scene.driver.objects.head({ bucket, key });
      expect(metadata).toEqual({ desk: '七' });
      expect(await post(form, { key: 'form/other' })).toBe(403);
      expect(await post(form, { 'x-amz-meta-desk': 'other' })).toBe(403);
    });

    it('store every name under a prefix, and none beside it', async () => {
      const form = await create({ key: { prefix: 'form/in/' } });
      expect(await post(form)).toBe(204);
      expect(await post(form, { key: 'form/in/chosen' })).toBe(204);
      expect(await post(form, { key: 'form/elsewhere' })).toBe(403);
      expect(await scene.keysOf({ prefix: 'form/in/' })).toEqual(['form/in/a b.txt', 'form/in/chosen']);
    });

    it('hold to type and size', async () => {
      const form = await create({
        key: { exact: 'form/typed' },
        contentType: { prefix: 'image/' },
        size: { min: 2, max: 5 },
      });
      expect(await post(form)).toBe(403);
      expect(await post(form, { 'Content-Type': 'image/png' })).toBe(204);
      expect(await post(form, { 'Content-Type': 'image/png' }, 'x')).toBe(400);
      expect(await post(form, { 'Content-Type': 'image/png' }, 'larger')).toBe(400);
    });
  });
}
