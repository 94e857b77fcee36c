import { S3Error } from '../http/s3-error.ts';
import { maxRecordLength, overMaxRecordSize } from './record-size.ts';
import { containerEnd, scalarEnd, stringEnd } from './scan-json.ts';
import type { PathStep } from './sql-tree.ts';

/** A container that is being walked through on the way to records. */
interface Frame {
  isObject: boolean;
  /** Which step of the path its members are measured by; undefined: no record is in it. */
  step: number | undefined;
  key: string;
  index: number;
}

type Expected = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'comma';

/** Deeper documents are refused: not everything that reads them can take them. */
const maxDepth = 1000;

/**
 * Cuts values of a JSON text into records of a line each, as text comes: those at the root, one after the other, or
 * with a path those that it leads to. What lies elsewhere in a document is passed over without being kept.
 */
export class JsonRecordReader {
  readonly #path: readonly PathStep[];
  readonly #frames: Frame[] = [];
  #expected: Expected = 'value';
  #text = '';
  #at = 0;
  #isLast = false;

  constructor(path: readonly PathStep[]) {
    this.#path = path;
  }

  /** The records that are complete now. */
  push(chunk: string): string[] {
    this.#text = this.#text.slice(this.#at) + chunk;
    this.#at = 0;
    const records: string[] = [];
    while (this.#step(records));
    if (this.#text.length - this.#at > maxRecordLength) throw overMaxRecordSize();
    return records;
  }

  end(): string[] {
    this.#isLast = true;
    const records = this.push('');
    const isComplete = this.#frames.length === 0 && this.#text.slice(this.#at).trim() === '';
    if (!isComplete) throw jsonError();
    return records;
  }

  /** Takes one token or record; false: more text is needed. */
  #step(records: string[]): boolean {
    this.#skipSpace();
    const character = this.#text[this.#at];
    if (character === undefined) return false;
    const frame = this.#frames.at(-1);
    switch (this.#expected) {
      case 'colon':
        return this.#takeSign(character === ':', 'value');
      case 'comma':
        if (character === ',' && frame !== undefined) {
          frame.index += 1;
          return this.#takeSign(true, frame.isObject ? 'key' : 'value');
        }
        return this.#takeClose(character);
      case 'first key':
      case 'key':
        if (character === '}' && this.#expected === 'first key') return this.#takeClose(character);
        return this.#takeKey(character);
      case 'first value':
      case 'value':
        if (character === ']' && this.#expected === 'first value') return this.#takeClose(character);
        return this.#takeValue(character, records);
    }
  }

  #skipSpace(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#at += 1;
    }
  }

  #takeSign(isRight: boolean, expected: Expected): true {
    if (!isRight) throw jsonError();
    this.#at += 1;
    this.#expected = expected;
    return true;
  }

  #takeClose(character: string): true {
    const frame = this.#frames.pop();
    if (frame === undefined || character !== (frame.isObject ? '}' : ']')) throw jsonError();
    this.#at += 1;
    this.#expected = this.#afterValue();
    return true;
  }

  #takeKey(character: string): boolean {
    const frame = this.#frames.at(-1);
    if (character !== '"' || frame === undefined) throw jsonError();
    const end = stringEnd(this.#text, this.#at);
    if (end === undefined) return false;
    frame.key = String(parse(this.#text.slice(this.#at, end)));
    this.#at = end;
    this.#expected = 'colon';
    return true;
  }

  #takeValue(character: string, records: string[]): boolean {
    const matched = this.#matchedSteps();
    const isContainer = character === '{' || character === '[';
    if (isContainer && matched !== this.#path.length) {
      if (this.#frames.length === maxDepth) throw jsonError();
      const isObject = character === '{';
      this.#frames.push({ isObject, step: matched, key: '', index: 0 });
      return this.#takeSign(true, isObject ? 'first key' : 'first value');
    }
    const end = isContainer
      ? containerEnd(this.#text, this.#at, maxDepth)
      : character === '"'
        ? stringEnd(this.#text, this.#at)
        : scalarEnd(this.#text, this.#at, this.#isLast);
    if (end === undefined) return false;
    if (end - this.#at > maxRecordLength) throw overMaxRecordSize();
    const value = this.#text.slice(this.#at, end);
    parse(value);
    // Line feeds stand between tokens only: within a text they would have been refused.
    if (matched === this.#path.length) records.push(value.replace(/[\n\r]+/g, ' '));
    this.#at = end;
    this.#expected = this.#afterValue();
    return true;
  }

  #afterValue(): Expected {
    return this.#frames.length === 0 ? 'value' : 'comma';
  }

  /** How many steps of the path lead to the value that begins here; undefined: it is beside the path. */
  #matchedSteps(): number | undefined {
    const frame = this.#frames.at(-1);
    if (frame === undefined) return 0;
    const step = frame.step === undefined ? undefined : this.#path[frame.step];
    return frame.step !== undefined && step !== undefined && leadsTo(step, frame)
      ? frame.step + 1
      : undefined;
  }
}

function leadsTo(step: PathStep, { isObject, key, index }: Frame): boolean {
  switch (step.kind) {
    case 'every':
      return true;
    case 'index':
      return !isObject && index === step.index;
    case 'name':
      return (
        isObject && (key === step.name || (!step.quoted && key.toLowerCase() === step.name.toLowerCase()))
      );
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw jsonError();
  }
}

const jsonError = () =>
  new S3Error('JSONParsingError', 'The object is not the JSON that the request calls it.');
