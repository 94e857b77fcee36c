/**
 * WebAssembly that runs two MD5 chains over the same words, step by step in turns. Each step of one chain waits for the
 * one before it, so the second chain runs in the gaps of the first: see docs/decisions/0007-two-md5-in-one-pass.md.
 *
 * Memory: the four words of either chain from 0 on, 32 bytes; from `pairInput` on whatever is to be hashed.
 * `run(start, end)` takes whole blocks of 64 bytes, at least one.
 */
export const pairInput = 64;
export const pairInputSize = 64 * 1024;

/** Names and numbers of RFC 1321, 3.4. */
const shifts = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
];
const wordOf = [(i: number) => i, (i: number) => 5 * i + 1, (i: number) => 3 * i + 5, (i: number) => 7 * i];

const [add, and, or, xor, rotl, below] = [0x6a, 0x71, 0x72, 0x73, 0x77, 0x49];
const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const tee = (local: number) => [0x22, local];
const constant = (value: number) => [0x41, ...signed(value | 0)];
const load = (offset: number) => [0x28, 2, ...unsigned(offset)];
const store = (offset: number) => [0x36, 2, ...unsigned(offset)];
const not = [...constant(-1), xor];

/** Each adds its function of b, c and d to what is on the stack; what does not wait for b comes first. */
const mixes = [
  (b: number, c: number, d: number) => [...get(c), ...get(d), xor, ...get(b), and, ...get(d), xor, add],
  // Its halves have no bit in common: a sum is as good as an `or`, and shorter by one step that waits.
  (b: number, c: number, d: number) => [
    ...[...get(d), ...not, ...get(c), and, add],
    ...[...get(d), ...get(b), and, add],
  ],
  (b: number, c: number, d: number) => [...get(c), ...get(d), xor, ...get(b), xor, add],
  (b: number, c: number, d: number) => [...get(d), ...not, ...get(b), or, ...get(c), xor, add],
];

/** Locals: 0 and 1 the arguments, 2 to 5 and 6 to 9 the chains, 10 the word of the step and its constant. */
function body(): number[] {
  const words = [0, 1, 2, 3, 4, 5, 6, 7];
  const step = (i: number) => {
    const round = i >> 4;
    const at = 4 * ((wordOf[round]?.(i) ?? 0) & 15);
    const turn = (chain: number) => {
      const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map((name) => 2 + 4 * chain + ((name - i) & 3));
      const mixed = [...get(a), ...get(10), add, ...(mixes[round]?.(b, c, d) ?? [])];
      return [...mixed, ...constant(shifts[round]?.[i & 3] ?? 0), rotl, ...get(b), add, ...set(a)];
    };
    const sine = Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32);
    return [...get(0), ...load(at), ...constant(sine), add, ...set(10), ...turn(0), ...turn(1)];
  };
  return [
    ...words.flatMap((word) => [...constant(0), ...load(4 * word), ...set(2 + word)]),
    ...[0x03, 0x40], // loop
    ...Array.from({ length: 64 }, (_, i) => step(i)).flat(),
    ...words.flatMap((word) => [
      ...[...constant(0), ...constant(0), ...load(4 * word)],
      ...[...get(2 + word), add, ...tee(2 + word), ...store(4 * word)],
    ]),
    ...[...get(0), ...constant(64), add, ...tee(0), ...get(1), below, 0x0d, 0], // once more while start < end
    ...[0x0b, 0x0b],
  ];
}

/** The module's bytes: exports `memory` and `run`. */
export function md5PairModule(): Uint8Array<ArrayBuffer> {
  const section = (id: number, content: number[]) => [id, ...unsigned(content.length), ...content];
  const text = (name: string) => [name.length, ...new TextEncoder().encode(name)];
  const code = [1, ...unsigned(9), 0x7f, ...body()];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 2, 0x7f, 0x7f, 0]), // one type: two integers in, nothing out
    ...section(3, [1, 0]),
    ...section(5, [1, 0, Math.ceil((pairInput + pairInputSize) / 65_536)]),
    ...section(7, [2, ...text('memory'), 2, 0, ...text('run'), 0, 0]),
    ...section(10, [1, ...unsigned(code.length), ...code]),
  ]);
}

function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

function signed(value: number): number[] {
  return value >= -64 && value < 64 ? [value & 127] : [(value & 127) | 128, ...signed(value >> 7)];
}
