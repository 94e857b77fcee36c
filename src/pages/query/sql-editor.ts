import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightSpecialChars, keymap } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { sqlLanguage } from './sql-language.ts';

export interface SqlEditor {
  setText(text: string): void;
  /** In place of what is selected; takes the focus. */
  insert(text: string): void;
  /** Selects this range, in UTF-16 offsets, and takes the focus. */
  select(from: number, to: number): void;
  destroy(): void;
}

interface SqlEditorOptions {
  parent: HTMLElement;
  text: string;
  /** Ids of what names it and of what describes it. */
  labelledBy: string;
  describedBy: string;
  onChange: (text: string) => void;
  onRun: () => void;
}

const theme = EditorView.theme({
  '&': { fontSize: '13px', backgroundColor: 'var(--pail-page)', color: 'var(--pail-text)' },
  '&.cm-focused': { outline: '2px solid var(--pail-accent)', outlineOffset: '-1px' },
  '.cm-scroller': {
    minHeight: '92px',
    maxHeight: '40vh',
    overflow: 'auto',
    fontFamily: 'var(--mantine-font-family-monospace)',
    lineHeight: '1.6',
  },
  '.cm-content': { caretColor: 'var(--pail-text)', padding: '8px 6px' },
  '.cm-cursor': { borderLeftColor: 'var(--pail-text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--pail-accent) 30%, transparent)',
  },
  '.cm-specialChar': { color: 'var(--pail-danger)', fontWeight: '600' },
});

/** The page's own colours, which have the contrast in both themes. */
const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--pail-accent-text)', fontWeight: '600' },
  { tag: tags.typeName, color: 'var(--pail-accent-text)' },
  { tag: tags.string, color: 'var(--pail-success)' },
  { tag: tags.number, color: 'var(--pail-warning)' },
  { tag: [tags.comment, tags.separator], color: 'var(--pail-dim)' },
]);

/** CodeMirror for SQL. Tab is not bound, so that it leaves the editor as it leaves any field. */
export function createSqlEditor(options: SqlEditorOptions): SqlEditor {
  const { parent, text, labelledBy, describedBy, onChange, onRun } = options;
  let isOwnChange = false;
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        history(),
        drawSelection(),
        highlightSpecialChars(),
        bracketMatching(),
        sqlLanguage,
        syntaxHighlighting(colours),
        theme,
        EditorView.lineWrapping,
        keymap.of([
          {
            key: 'Mod-Enter',
            run: () => {
              onRun();
              return true;
            },
          },
          ...historyKeymap,
          ...defaultKeymap,
        ]),
        EditorView.contentAttributes.of({
          'aria-labelledby': labelledBy,
          'aria-describedby': describedBy,
          // Checkers do not see that what can be edited can be focused.
          tabindex: '0',
          spellcheck: 'false',
          autocapitalize: 'off',
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !isOwnChange) onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    setText(next) {
      if (view.state.doc.toString() === next) return;
      isOwnChange = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
      isOwnChange = false;
    },
    insert(piece) {
      view.dispatch(view.state.replaceSelection(piece), { scrollIntoView: true });
      view.focus();
    },
    select(from, to) {
      view.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}
