import { expect, test } from 'vitest';
import { linkReach } from './link-reach.ts';

test.each([
  ['http://127.0.0.1:7351/b/k', 'this-machine'],
  ['http://127.9.9.9/b/k', 'this-machine'],
  ['http://localhost:9000/b/k', 'this-machine'],
  ['http://b.localhost:9000/k', 'this-machine'],
  ['http://LOCALHOST./k', 'this-machine'],
  ['http://[::1]:9000/b/k', 'this-machine'],
  ['http://10.0.0.8/b/k', 'this-network'],
  ['http://172.16.0.1/b/k', 'this-network'],
  ['http://172.32.0.1/b/k', 'anywhere'],
  ['http://192.168.1.5/b/k', 'this-network'],
  ['http://169.254.1.1/b/k', 'this-network'],
  ['http://[fd00::1]/b/k', 'this-network'],
  ['http://[fe80::1]/b/k', 'this-network'],
  ['http://[2001:db8::1]/b/k', 'anywhere'],
  ['http://nas:9000/b/k', 'this-network'],
  ['http://nas.local/b/k', 'this-network'],
  ['https://s3.amazonaws.com/b/127.0.0.1', 'anywhere'],
  ['https://localhost.example.com/b/k', 'anywhere'],
  ['https://128.0.0.1/b/k', 'anywhere'],
])('%s: %s', (url, reach) => {
  expect(linkReach(url)).toBe(reach);
});
