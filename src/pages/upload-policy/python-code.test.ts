import { expect, test } from 'vitest';
import { type PythonInput, pythonCalls, pythonCode } from './python-code.ts';

const input: PythonInput = {
  keyType: 'TOP',
  endpoint: 'http://up.example',
  manageEndpoint: 'http://rs.example',
  policy: { namespace: 'demo', expiration: -1, insertOnly: 0 },
  dir: 'in/',
  name: 'a "b".jpg',
  meta: {},
  vars: {},
};

test('a file in one request', () => {
  expect(pythonCode(input, 'upload_file')).toBe(`import os

from want import Want

want = Want(
    os.environ["WANT_ACCESS_KEY_ID"],
    os.environ["WANT_ACCESS_KEY_SECRET"],
    "TOP",
    "http://up.example",
    "http://rs.example",
)
policy = {
    "namespace": "demo",
    "expiration": -1,  # never
    "insertOnly": 0,
}

result = want.upload_file(policy, "/in", "a \\"b\\".jpg", "a \\"b\\".jpg")
if result["code"] != 200:
    raise SystemExit(result)
print(result["url"])
`);
});

test('typed text, with what goes along', () => {
  const code = pythonCode(
    { ...input, text: 'zwei\nZeilen', meta: { desk: '七' }, vars: { who: 'me' } },
    'upload_content',
  );
  expect(code).toContain('content = "zwei\\nZeilen".encode()\n');
  expect(code).toContain('meta={"desk": "七"}');
  expect(code).toContain('var={"who": "me"}');
});

test('a time is told, a span is counted from the run', () => {
  const policy = { ...input.policy, expiration: Date.UTC(2026, 0, 1), returnBody: '{"a":1}' };
  expect(pythonCode({ ...input, policy }, 'upload_file')).toContain(
    '    "expiration": 1767225600000,  # 2026-01-01T00:00:00.000Z\n',
  );
  const spanned = pythonCode({ ...input, policy, span: 3_600_000 }, 'upload_file');
  expect(spanned).toContain('    "expiration": int(time.time() * 1000) + 3600000,\n');
  expect(spanned).toContain('import os\nimport time\n');
  expect(spanned).toContain('    "returnBody": "{\\"a\\":1}",\n');
});

test('blocks: all four calls', () => {
  const code = pythonCode(input, 'multipart');
  for (const name of ['init', 'upload', 'complete', 'cancel'])
    expect(code).toContain(`want.multipart_${name}(`);
});

test.each(pythonCalls)('%s: whatever is in the names stays text', (kind) => {
  const code = pythonCode({ ...input, name: 'a"\n\u202e;import os', text: '"""' }, kind);
  expect(code).not.toMatch(/^;import/m);
  expect(code).not.toContain('\u202e');
});
