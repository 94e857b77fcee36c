import { describe, expect, it, test } from 'vitest';
import { emptyFormDraft, type FormDraft, formInput, formProblems, maxFormFile } from './form-draft.ts';

const place = { bucket: 'b', publicOrigin: undefined };
const draft = (change: Partial<FormDraft>): FormDraft => ({ ...emptyFormDraft, ...change });
const pair = (key: string, value = 'v') => ({ key, value });
// In two pieces, as it is no template of ours.
const variable = ['$', '{filename}'].join('');

test('nothing filled in is a form for any file, for a day', () => {
  expect(formInput(emptyFormDraft, place)).toEqual({
    ...place,
    key: { prefix: '' },
    expiresIn: 86_400,
    contentType: undefined,
    size: undefined,
    metadata: {},
    successStatus: 201,
  });
});

test('everything filled in', () => {
  const input = formInput(
    draft({
      keyKind: 'exact',
      key: 'in/报告 100%.pdf',
      typeKind: 'exact',
      type: ' application/pdf ',
      ...{ min: '1', minUnit: 'KiB', max: '1.5', maxUnit: 'MiB' },
      seconds: 60,
      metadata: [pair(' Desk ', ' 七 ')],
      successStatus: 204,
    }),
    { bucket: 'b', publicOrigin: 'https://files.example.com' },
  );
  expect(input).toEqual({
    bucket: 'b',
    publicOrigin: 'https://files.example.com',
    key: { exact: 'in/报告 100%.pdf' },
    expiresIn: 60,
    contentType: { exact: 'application/pdf' },
    size: { min: 1024, max: 1_572_864 },
    metadata: { desk: '七' },
    successStatus: 204,
  });
});

test('one end of the range is enough', () => {
  expect(formInput(draft({ max: '3', maxUnit: 'B' }), place)?.size).toEqual({ min: 0, max: 3 });
  expect(formInput(draft({ min: '3' }), place)?.size).toEqual({ min: 3, max: maxFormFile });
});

describe('problems', () => {
  it.each<[FormDraft['keyKind'], string, string | undefined]>([
    ['exact', '', 'needed'],
    ['prefix', '', undefined],
    ['exact', '../x', 'segments'],
    ['exact', 'a/./b', 'segments'],
    ['exact', 'a/..', 'segments'],
    ['prefix', 'a/../', 'segments'],
    ['prefix', 'a/..', undefined],
    ['exact', '/a', 'leading-slash'],
    ['prefix', `a/${variable}`, 'file-name'],
    ['exact', '100%.txt', undefined],
    ['exact', 'a\u202etxt.exe', undefined],
  ])('%s key %j: %s', (keyKind, key, problem) => {
    expect(formProblems(draft({ keyKind, key })).key).toBe(problem);
    expect(formInput(draft({ keyKind, key }), place) === undefined).toBe(problem !== undefined);
  });

  it.each<[FormDraft['typeKind'], string, string | undefined]>([
    ['any', 'nonsense', undefined],
    ['exact', '', 'needed'],
    ['exact', 'image', 'no-type'],
    ['exact', 'image/svg+xml', undefined],
    ['exact', 'text/plain; charset=utf-8', undefined],
    ['exact', 'text/报', 'no-type'],
    ['prefix', 'image/', undefined],
    ['prefix', 'image', undefined],
    ['prefix', 'image/ png', 'no-type'],
    ['prefix', '', 'needed'],
  ])('%s type %j: %s', (typeKind, type, problem) => {
    expect(formProblems(draft({ typeKind, type })).type).toBe(problem);
  });

  it.each<[Partial<FormDraft>, object]>([
    [{ min: 'x' }, { min: 'no-number', max: undefined }],
    [{ min: '-1' }, { min: 'no-number', max: undefined }],
    [
      { max: '6', maxUnit: 'GiB' },
      { min: undefined, max: 'too-large' },
    ],
    [
      { max: '5', maxUnit: 'GiB' },
      { min: undefined, max: undefined },
    ],
    [
      { min: '2', minUnit: 'MiB', max: '1', maxUnit: 'MiB' },
      { min: undefined, max: 'order' },
    ],
  ])('sizes %j: %j', (change, problems) => {
    expect(formProblems(draft(change))).toMatchObject(problems);
  });

  it('of metadata, by pair', () => {
    const metadata = [pair('desk'), pair('Desk'), pair(''), pair('a b'), pair('x', 'a\nb'), pair('ok', '七')];
    expect(formProblems(draft({ metadata })).metadata).toEqual({
      1: 'twice',
      2: 'needed',
      3: 'name',
      4: 'value',
    });
    expect(formInput(draft({ metadata }), place)).toBeUndefined();
  });

  it('no expiry, no form', () => {
    expect(formInput(draft({ seconds: undefined }), place)).toBeUndefined();
  });
});
