import { expect, test } from 'vitest';
import { createFileProgress, createSpeedMeter, secondsLeft } from './progress.ts';

test('a file counts each part by the most that was sent of it', () => {
  const progress = createFileProgress();
  const growths = [
    progress.report(1, 60, 100),
    progress.report(2, 10, 50),
    // Sent again after a failure: the bar waits until it is further than before.
    progress.report(1, 20, 100),
    progress.report(1, 80, 100),
    // A transport that counts the request's head as well.
    progress.report(1, 130, 100),
    progress.report(2, 50, 50),
  ];
  expect(growths).toEqual([60, 10, 0, 20, 20, 40]);
  expect(progress.bytesSent).toBe(150);
  progress.reset();
  expect(progress.bytesSent).toBe(0);
  expect(progress.report(1, 5, 100)).toBe(5);
});

test.each([
  { name: 'nothing yet', adds: [], now: 1_000, speed: 0 },
  { name: 'a first moment is not taken for a second', adds: [[0, 500]], now: 10, speed: 500 },
  {
    name: 'steady',
    adds: [
      [0, 0],
      [1_000, 100],
      [2_000, 100],
      [3_000, 100],
      [4_000, 100],
    ],
    now: 4_000,
    speed: 100,
  },
  {
    name: 'the last five seconds count',
    adds: [
      [0, 9_000],
      [3_000, 0],
      [6_000, 100],
      [10_000, 400],
    ],
    now: 10_000,
    speed: 100,
  },
  {
    name: 'silence wears it down',
    adds: [
      [0, 0],
      [4_000, 1_000],
    ],
    now: 8_000,
    speed: 200,
  },
  { name: 'and ends it', adds: [[0, 1_000]], now: 5_000, speed: 0 },
  {
    name: 'after a silence it begins anew',
    adds: [
      [0, 1_000],
      [60_000, 0],
      [61_000, 300],
    ],
    now: 62_000,
    speed: 150,
  },
])('speed: $name', ({ adds, now, speed }) => {
  const meter = createSpeedMeter();
  for (const [at = 0, bytes = 0] of adds) meter.add(bytes, at);
  expect(meter.bytesPerSecond(now)).toBe(speed);
});

test('what comes within a quarter of a second is one sample', () => {
  const meter = createSpeedMeter();
  for (let at = 0; at <= 4_000; at++) meter.add(10, at);
  expect(meter.bytesPerSecond(4_000)).toBeCloseTo(10_000, -2);
});

test('there is no time left to tell without a speed', () => {
  expect(secondsLeft(100, 0)).toBeUndefined();
  expect(secondsLeft(100, 50)).toBe(2);
});
