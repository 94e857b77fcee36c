import { type FocusEvent, useEffect, useRef, useState } from 'react';
import { useText } from '../../components/text/language.ts';
import type { ConnectFields } from './connect-fields.ts';
import { type FieldProblem, type ParsedFields, parseFields } from './parse-fields.ts';
import { problemText } from './problem-text.ts';

type ProblemField = FieldProblem['field'];

/** What the groups of fields get. */
export interface ConnectFormState {
  fields: ConnectFields;
  parsed: ParsedFields;
  change: (changed: Partial<ConnectFields>) => void;
  problemOf: (field: keyof ConnectFields) => string | undefined;
  leave: (field: keyof ConnectFields, event: FocusEvent) => void;
  /** From now on every problem is told. Answers the first field that has one. */
  tellAll: () => ProblemField | undefined;
}

/** What can no longer become right by typing on. A token is pasted, not typed. */
const toldAtOnce: readonly string[] = [
  ...['characters', 'credentials', 'too-long'],
  ...['malformed', 'policy', 'expired'],
];

/** A line that appears while something is pressed would move it away from under the press: then it waits for its end. */
function useAfterPress(): (act: () => void) => void {
  const pressed = useRef(false);
  useEffect(() => {
    const down = () => {
      pressed.current = true;
    };
    const up = () => {
      pressed.current = false;
    };
    const options = { capture: true };
    document.addEventListener('pointerdown', down, options);
    document.addEventListener('pointerup', up, options);
    document.addEventListener('pointercancel', up, options);
    return () => {
      document.removeEventListener('pointerdown', down, options);
      document.removeEventListener('pointerup', up, options);
      document.removeEventListener('pointercancel', up, options);
    };
  }, []);
  return (act) => {
    if (!pressed.current) return act();
    // The click comes right after the press has ended.
    document.addEventListener('pointerup', () => setTimeout(act), { once: true });
  };
}

/** `onChange`: what was found out is true of other fields. */
export function useConnectForm(start: ConnectFields, onChange: () => void): ConnectFormState {
  const connectText = useText('connect');
  const ownText = useText('credentials');
  const [fields, setFields] = useState(start);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const afterPress = useAfterPress();
  const parsed = parseFields(fields);
  const problems = 'problems' in parsed ? parsed.problems : [];
  const touch = (...names: readonly string[]) => setTouched((before) => new Set([...before, ...names]));
  return {
    fields,
    parsed,
    change(changed) {
      setFields((before) => ({ ...before, ...changed }));
      if (!Object.keys(changed).every((name) => howToKeep.has(name))) onChange();
    },
    /** A field is wrong once it was left, or as soon as what is typed can no longer become right. */
    problemOf(field) {
      const found = problems.find((candidate) => candidate.field === field);
      if (!found || !(touched.has(field) || toldAtOnce.includes(found.problem))) return undefined;
      const text = problemText(found, fields.protocol);
      return text.feature === 'connect' ? connectText(text.key) : ownText(text.key);
    },
    /** Connect tells every problem itself, so leaving for a button tells none. */
    leave(field, { relatedTarget }) {
      if (!(relatedTarget instanceof HTMLButtonElement)) afterPress(() => touch(field));
    },
    tellAll() {
      touch(...Object.keys(fields));
      return problems[0]?.field;
    },
  };
}

/** Fields that a check has nothing to do with. */
const howToKeep: ReadonlySet<string> = new Set(['keepForTab', 'seal', 'passphrase', 'passphraseAgain']);
