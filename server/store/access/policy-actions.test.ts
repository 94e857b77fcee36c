import { describe, expect, it } from 'vitest';
import { routes } from '../routes.ts';
import { actionsMatched } from './policy-actions.ts';
import { parseWildcard } from './wildcard.ts';

const matched = (action: string) => actionsMatched(parseWildcard(action.toLowerCase(), { variables: false }));

describe('actions', () => {
  const ofRoutes = routes.flatMap(({ action, level }) => {
    const names = typeof action === 'object' ? [action.plain, action.ofVersion] : (action ?? []);
    return [names].flat().map((name) => ({ name, level }));
  });

  it.each([...new Map(ofRoutes.map((action) => [action.name, action])).values()])(
    '$name, which a route asks for, can be written in a policy',
    ({ name, level }) => {
      expect(matched(name)).toEqual({ ofObjects: level === 'object', ofBuckets: level !== 'object' });
    },
  );

  it.each([
    { action: 's3:*', ofObjects: true, ofBuckets: true },
    { action: '*', ofObjects: true, ofBuckets: true },
    { action: 's3:List*', ofObjects: true, ofBuckets: true },
    { action: 's3:GetObject?agging', ofObjects: true, ofBuckets: false },
    { action: 's3:*Bucket', ofObjects: false, ofBuckets: true },
    { action: 's3:GetObjekt', ofObjects: false, ofBuckets: false },
    { action: 's3:', ofObjects: false, ofBuckets: false },
  ])('$action', ({ action, ...expected }) => {
    expect(matched(action)).toEqual(expected);
  });
});
