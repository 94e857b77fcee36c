import { expect, it } from 'vitest';
import { takeSlot } from './engine-slots.ts';

const take = (signal = new AbortController().signal) => takeSlot(signal);

it('lets four run, and the others in their turn', async () => {
  const releases = await Promise.all(Array.from({ length: 4 }, () => take()));
  const begun: string[] = [];
  const fifth = take().then((release) => {
    begun.push('fifth');
    return release;
  });
  const gone = new AbortController();
  const sixth = take(gone.signal);
  const seventh = take().then((release) => {
    begun.push('seventh');
    return release;
  });
  gone.abort(new Error('gone'));
  await expect(sixth).rejects.toThrow('gone');
  expect(begun).toEqual([]);

  releases[0]?.();
  // A second release of the same place gives none away.
  releases[0]?.();
  const releaseFifth = await fifth;
  expect(begun).toEqual(['fifth']);
  releaseFifth();
  (await seventh)();
  expect(begun).toEqual(['fifth', 'seventh']);
  for (const release of releases) release();
});

it('turns away when too many wait', async () => {
  const releases = await Promise.all(Array.from({ length: 4 }, () => take()));
  const waiting = Array.from({ length: 32 }, () => take());
  await expect(take()).rejects.toMatchObject({ code: 'Busy', status: 503 });
  for (const release of releases) release();
  for (const turn of waiting) (await turn)();
});
