import { describe, expect, it } from 'vitest';
import { parseOptions } from './options.ts';

const defaults = { host: '127.0.0.1', port: 7350, storePort: 7351, dataFolder: './data', store: true };

describe('parseOptions', () => {
  it.each([
    { argv: [], env: {}, options: {} },
    { argv: ['--port', '80'], env: {}, options: { port: 80 } },
    { argv: ['--port=0', '--store-port', '0'], env: {}, options: { port: 0, storePort: 0 } },
    {
      argv: [],
      env: { PAIL_PORT: '8000', PAIL_STORE_PORT: '8001' },
      options: { port: 8000, storePort: 8001 },
    },
    { argv: ['--port', '9000'], env: { PAIL_PORT: 'x' }, options: { port: 9000 } },
    { argv: ['--host', '[::1]'], env: {}, options: { host: '::1' } },
    { argv: ['--host', '::'], env: {}, options: { host: '::' } },
    { argv: [], env: { PAIL_HOST: 'nas.local' }, options: { host: 'nas.local' } },
    { argv: ['--data', '/a b'], env: { PAIL_DATA: '/c' }, options: { dataFolder: '/a b' } },
    { argv: [], env: { PAIL_DATA: '' }, options: {} },
    { argv: ['--no-store'], env: {}, options: { store: false } },
    { argv: [], env: { PAIL_NO_STORE: '1' }, options: { store: false } },
    { argv: [], env: { PAIL_NO_STORE: 'false' }, options: {} },
    { argv: ['--no-store', '--port', '7351'], env: {}, options: { store: false, port: 7351 } },
  ])('reads $argv with $env', ({ argv, env, options }) => {
    expect(parseOptions(argv, env)).toEqual({ kind: 'run', options: { ...defaults, ...options } });
  });

  it.each([
    { argv: ['--prot', '1'], env: {}, names: '--prot' },
    { argv: ['-x'], env: {}, names: '-x' },
    { argv: ['8080'], env: {}, names: '"8080"' },
    { argv: ['--port'], env: {}, names: '--port needs a value' },
    { argv: ['--port='], env: {}, names: '--port needs a value' },
    { argv: ['--port', '65536'], env: {}, names: '--port must be a port from 0 to 65535, not "65536"' },
    { argv: ['--port', '-1'], env: {}, names: '"-1"' },
    { argv: ['--port', '80a'], env: {}, names: '"80a"' },
    { argv: ['--port', ' 80'], env: {}, names: '" 80"' },
    { argv: [], env: { PAIL_STORE_PORT: '1e3' }, names: 'PAIL_STORE_PORT' },
    { argv: ['--host', 'http://a'], env: {}, names: '--host' },
    { argv: ['--host', '127.0.0.1:80'], env: {}, names: '--host' },
    { argv: ['--host', '[localhost]'], env: {}, names: '--host' },
    { argv: ['--no-store=yes'], env: {}, names: '--no-store takes no value' },
    { argv: [], env: { PAIL_NO_STORE: 'maybe' }, names: 'PAIL_NO_STORE' },
    { argv: ['--port', '7351'], env: {}, names: 'cannot share port 7351' },
  ])('refuses $argv with $env in one sentence', ({ argv, env, names }) => {
    const parsed = parseOptions(argv, env);
    if (parsed.kind !== 'problem') throw new Error(`was read as ${parsed.kind}`);
    expect(parsed.sentence).toContain(names);
    expect(parsed.sentence).toMatch(/^[^\n]+\.$/);
  });

  it('asks for help before it looks at values', () => {
    expect(parseOptions(['--port', 'x', '--help'], {})).toEqual({ kind: 'help' });
    expect(parseOptions(['-h'], {})).toEqual({ kind: 'help' });
  });
});
