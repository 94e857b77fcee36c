import type { WantPolicy } from '../../storage/index.ts';
import { call, pythonRecord } from '../shared/as-code/python-words.ts';
import { comment, pythonText } from '../shared/as-code/quote.ts';
import { normalDir } from './place.ts';

export const pythonCalls = ['upload_file', 'upload_content', 'multipart'] as const;
export type PythonCall = (typeof pythonCalls)[number];

export interface PythonInput {
  keyType: 'TOP' | 'CLOUD';
  /** Where uploads go, and where files are managed. */
  endpoint: string;
  manageEndpoint: string;
  policy: WantPolicy;
  /** Ms from the moment of the run, where the person chose a span and no day. */
  span?: number;
  /** What is asked for. */
  dir: string;
  name: string;
  meta: Readonly<Record<string, string>>;
  vars: Readonly<Record<string, string>>;
  /** Typed in, for `upload_content`. */
  text?: string;
}

/** What the page does, by the calls of the Python SDK. The keys are read from the environment. */
export function pythonCode(input: PythonInput, kind: PythonCall): string {
  const time = input.span === undefined || input.policy.expiration === -1 ? [] : ['import time'];
  const imports =
    kind === 'multipart' ? ['import base64', 'import hashlib', 'import json', 'import os'] : ['import os'];
  return [
    ...[...imports, ...time],
    '',
    'from want import Want',
    '',
    call('want = Want', [
      'os.environ["WANT_ACCESS_KEY_ID"]',
      'os.environ["WANT_ACCESS_KEY_SECRET"]',
      pythonText(input.keyType),
      pythonText(input.endpoint),
      pythonText(input.manageEndpoint),
    ]),
    ...policyLines(input),
    '',
    ...lines[kind](input),
    '',
  ].join('\n');
}

function policyLines({ policy, span }: PythonInput): string[] {
  return [
    'policy = {',
    ...Object.entries(policy).map(([key, value]: [string, string | number]) =>
      key === 'expiration'
        ? `    "expiration": ${expiration(policy.expiration, span)}`
        : `    ${pythonText(key)}: ${typeof value === 'number' ? String(value) : pythonText(value)},`,
    ),
    '}',
  ];
}

/** Milliseconds; a span is counted from the run. */
function expiration(time: number, span: number | undefined): string {
  if (time === -1) return '-1,  # never';
  if (span !== undefined) return `int(time.time() * 1000) + ${span},`;
  return `${time},  ${comment(new Date(time).toISOString())}`;
}

function uploadArguments(
  { dir, name, meta, vars }: PythonInput,
  content: string,
  more: string[] = [],
): string[] {
  const isGiven = (record: Readonly<Record<string, string>>) => Object.keys(record).length > 0;
  return [
    'policy',
    pythonText(normalDir(dir)),
    pythonText(name),
    content,
    ...more,
    ...(isGiven(meta) ? [`meta=${pythonRecord(Object.entries(meta))}`] : []),
    ...(isGiven(vars) ? [`var=${pythonRecord(Object.entries(vars))}`] : []),
  ];
}

const check = ['if result["code"] != 200:', '    raise SystemExit(result)'];
const end = [...check, 'print(result["url"])'];

const lines: Record<PythonCall, (input: PythonInput) => string[]> = {
  upload_file: (input) => [
    call('result = want.upload_file', uploadArguments(input, pythonText(input.name))),
    ...end,
  ],
  upload_content: (input) => [
    `content = ${pythonText(input.text ?? '')}.encode()`,
    call('result = want.upload_content', uploadArguments(input, 'content')),
    ...end,
  ],
  multipart: (input) => [
    'block_size = 4 * 1024 * 1024',
    'parts = []',
    'whole = hashlib.md5()',
    `with open(${pythonText(input.name)}, "rb") as file:`,
    '    for number, block in enumerate(iter(lambda: file.read(block_size), b""), 1):',
    '        whole.update(block)',
    '        md5 = hashlib.md5(block).hexdigest()',
    '        if number == 1:',
    ...indented([call('result = begun = want.multipart_init', uploadArguments(input, 'block', ['md5']))], 12),
    '        else:',
    '            result = want.multipart_upload(',
    '                policy, begun["id"], begun["upload_id"], number, block, md5',
    '            )',
    '        if result["code"] != 200:',
    '            if number > 1:',
    '                want.multipart_cancel(policy, begun["id"], begun["upload_id"])',
    '            raise SystemExit(result)',
    '        if result["e_tag"].lower() != md5:',
    '            raise SystemExit(f"block {number} came to be another one")',
    '        parts.append({"part_number": number, "e_tag": result["e_tag"]})',
    '',
    'result = want.multipart_complete(',
    '    policy,',
    '    begun["id"],',
    '    begun["upload_id"],',
    '    base64.urlsafe_b64encode(json.dumps(parts).encode()).decode(),',
    '    whole.hexdigest(),',
    ')',
    ...end,
  ],
};

const indented = (texts: readonly string[], columns: number) =>
  texts.flatMap((text) => text.split('\n')).map((line) => `${' '.repeat(columns)}${line}`);
