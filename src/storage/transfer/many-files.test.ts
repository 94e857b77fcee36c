import { expect, test } from 'vitest';
import { createEngineRig, fileOf, threeParts } from './testing/engine-rig.ts';
import { createManualClock } from './testing/manual-clock.ts';
import { turnOfTheLoop } from './testing/scripted-storage.ts';

test('10,000 small files: a few at a time, in order, and shown without a pass over all for each', async () => {
  const count = 10_000;
  const clock = createManualClock();
  const rig = createEngineRig(
    {
      fault() {
        // Six requests at once, each of 6 ms, are one a ms.
        clock.pass(1);
        return undefined;
      },
    },
    { clock },
  );
  let shown = 0;
  rig.engine.subscribe(() => {
    shown += rig.engine.getSnapshot().transfers.length;
  });
  const ids = rig.upload(
    ...Array.from({ length: count }, (_, n) => ({ key: `folder/${n}`, file: fileOf(3, n) })),
  );
  expect(ids.length).toBe(count);
  expect(shown).toBe(count);
  while (rig.objects.size < count || rig.underWay() > 0) await turnOfTheLoop();
  await turnOfTheLoop();
  clock.pass(100);

  expect(rig.engine.getSnapshot().totals).toMatchObject({ verified: count, active: 0, bytesPerSecond: 0 });
  expect(rig.calls.length).toBe(count);
  expect(rig.peak.requests).toBe(6);
  expect(clock.now()).toBe(count + 100);
  // One pass over the list each 100 ms at most, the one at the start and the one at the end.
  expect(shown).toBeLessThanOrEqual((clock.now() / 100 + 2) * count);
  expect(shown).toBeGreaterThan(50 * count);

  // In order, but for those that were under way at the same time.
  const finished = rig.calls.map((call) => Number(call.key.slice('folder/'.length)));
  expect(finished.every((number, place) => Math.abs(number - place) <= 24)).toBe(true);
});

test('an earlier file’s parts go before a later file’s', async () => {
  const rig = createEngineRig();
  const file = fileOf(2 * threeParts);
  const ids = rig.upload(...['a', 'b', 'c', 'd'].map((key) => ({ key, file })));
  await Promise.all(ids.map((id) => rig.reaches(id, 'verified')));
  const parts = rig.calls.filter((call) => call.operation === 'uploadPart').map((call) => call.key);
  expect(parts).toEqual([...parts].sort());
  expect(rig.peak.large).toBe(4);
  expect(rig.peak.requests).toBeLessThanOrEqual(6);
});

test('a large file leaves the next one the lanes that it has no use for, and no more', async () => {
  const rig = createEngineRig({
    fault: (call) => (call.operation === 'uploadPart' ? { hang: true } : undefined),
  });
  const ids = rig.upload(...['a', 'b', 'c'].map((key) => ({ key, file: fileOf(10 * 1024 ** 2) })));
  const phases = () => ids.map((id) => rig.shown(id).state.phase);
  expect(phases()).toEqual(['running', 'running', 'queued']);
  await rig.engine.cancelAll({ removeParts: true });
  expect(rig.uploads.size).toBe(0);
});

test('small files find a way past large ones', async () => {
  const rig = createEngineRig({
    fault: (call) => (call.operation === 'uploadPart' ? { hang: true } : undefined),
  });
  const [large = '', small = ''] = rig.upload(
    { key: 'large', file: fileOf(3 * threeParts) },
    { key: 'small', file: fileOf(10) },
  );
  await rig.reaches(small, 'verified');
  expect(rig.shown(large).state.phase).toBe('running');
  await rig.engine.cancel(large, { removeParts: true });
  expect(rig.uploads.size).toBe(0);
});
