import type { Pair } from '../../components/pairs-field.tsx';
import type { WantPolicy } from '../../storage/index.ts';
import { pairProblems, pairRecord } from './pairs.ts';
import type { Asked } from './place.ts';

/** What is to be uploaded, before it is. */
export interface UploadDraft {
  kind: 'files' | 'text';
  /** The folder that is asked for. */
  dir: string;
  files: readonly File[];
  /** Of the one file, where the person gave it another name. */
  rename: string | undefined;
  textName: string;
  textType: string;
  text: string;
  meta: readonly Pair[];
  vars: readonly Pair[];
}

export const emptyUpload = (dir: string): UploadDraft => ({
  kind: 'files',
  dir,
  files: [],
  rename: undefined,
  textName: '',
  textType: 'text/plain',
  text: '',
  meta: [],
  vars: [],
});

/** A file and what is asked for it; typed text is a file, too. */
export interface Upload {
  file: File;
  asked: Asked;
}

export function uploadsOf(draft: UploadDraft, dir: string): Upload[] {
  if (draft.kind === 'text') {
    const file = new File([draft.text], draft.textName, { type: draft.textType.trim() });
    return [{ file, asked: { dir, name: draft.textName, size: file.size, type: file.type } }];
  }
  const only = draft.files.length === 1 ? draft.rename : undefined;
  return draft.files.map((file) => ({
    file,
    asked: { dir, name: only ?? file.name, size: file.size, type: file.type },
  }));
}

/** Whether what is asked for has a say in where a file comes to lie. */
export function asksFor(places: Places, key: 'dir' | 'name'): boolean {
  const { dir = '', name = '' } = places;
  return (places[key] ?? '') === '' || [dir, name].some((text) => text.includes(`$\{${key}}`));
}

/** What a policy has to say of where files lie; a form that is not right yet has it, too. */
export type Places = Pick<WantPolicy, 'dir' | 'name'>;

/** The type as RFC 9110 §8.3.1 has it, or nothing. */
export const isType = (text: string) =>
  /^(?:[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:\s*;[\x20-\x7e]*)?)?$/.test(text.trim());

/** What goes with every file; undefined while something in it is wrong. */
export function accompaniment({
  meta,
  vars,
}: UploadDraft): { metadata: Record<string, string>; variables: Record<string, string> } | undefined {
  const isWrong = [pairProblems('meta', meta), pairProblems('var', vars)].some(
    (problems) => Object.keys(problems).length > 0,
  );
  return isWrong ? undefined : { metadata: pairRecord('meta', meta), variables: pairRecord('var', vars) };
}

/** What is left when files were sent: those that were refused, and what went along. */
export function afterUpload(draft: UploadDraft, sent: readonly { file: File }[]): UploadDraft {
  if (draft.kind === 'text') return { ...draft, textName: '', text: '' };
  const files = new Set(sent.map(({ file }) => file));
  return { ...draft, files: draft.files.filter((file) => !files.has(file)), rename: undefined };
}
