import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';

export interface CodeEditor {
  /** Puts this text in, if it is not there already; nothing is told of it. */
  setText(text: string): void;
  setProblems(problems: readonly Diagnostic[]): void;
  /** Selects this range, in UTF-16 offsets, and takes the focus there. */
  select(from: number, to: number): void;
  destroy(): void;
}

interface CodeEditorOptions {
  parent: HTMLElement;
  text: string;
  /** Names it for a reader. */
  label: string;
  /** Id of what describes it. */
  describedBy: string;
  onChange: (text: string) => void;
}

const theme = EditorView.theme({
  '&': { fontSize: '13px', backgroundColor: 'var(--pail-page)', color: 'var(--pail-text)' },
  '&.cm-focused': { outline: '2px solid var(--pail-accent)', outlineOffset: '-1px' },
  '.cm-scroller': {
    minHeight: '220px',
    maxHeight: '56vh',
    overflow: 'auto',
    fontFamily: 'var(--mantine-font-family-monospace)',
    lineHeight: '1.55',
  },
  '.cm-content': { caretColor: 'var(--pail-text)', padding: '8px 0' },
  '.cm-cursor': { borderLeftColor: 'var(--pail-text)' },
  '.cm-gutters': {
    border: 'none',
    borderInlineEnd: '1px solid var(--pail-border)',
    backgroundColor: 'var(--pail-chrome)',
    color: 'var(--pail-dim)',
  },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--pail-accent) 6%, transparent)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--pail-accent) 30%, transparent)',
  },
  '.cm-specialChar': { color: 'var(--pail-danger)', fontWeight: '600' },
  '.cm-tooltip': {
    border: '1px solid var(--pail-border)',
    backgroundColor: 'var(--pail-surface)',
    color: 'var(--pail-text)',
  },
  '.cm-diagnostic': { padding: '4px 8px', fontFamily: 'var(--mantine-font-family)' },
  '.cm-panels': { backgroundColor: 'var(--pail-chrome)', color: 'var(--pail-text)' },
  '.cm-panel.cm-panel-lint ul [aria-selected]': { backgroundColor: 'var(--pail-selected)' },
});

/** The page's own colours, which have the contrast in both themes. */
const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--pail-accent-text)' },
  { tag: tags.string, color: 'var(--pail-text)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--pail-warning)' },
  { tag: [tags.separator, tags.bracket, tags.squareBracket, tags.brace], color: 'var(--pail-dim)' },
]);

/**
 * CodeMirror for JSON. Tab is not bound, so that it leaves the editor as it leaves any field; control and bidi
 * characters are drawn as marks.
 */
export function createCodeEditor({
  parent,
  text,
  label,
  describedBy,
  onChange,
}: CodeEditorOptions): CodeEditor {
  let isOwnChange = false;
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        lintGutter(),
        history(),
        drawSelection(),
        highlightActiveLine(),
        highlightSpecialChars(),
        indentOnInput(),
        bracketMatching(),
        json(),
        syntaxHighlighting(colours),
        theme,
        EditorView.lineWrapping,
        keymap.of([...lintKeymap, ...historyKeymap, ...defaultKeymap]),
        EditorView.contentAttributes.of({
          'aria-label': label,
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
    setProblems(problems) {
      const end = view.state.doc.length;
      const within = problems.map((problem) => ({
        ...problem,
        from: Math.min(problem.from, end),
        to: Math.min(problem.to, end),
      }));
      view.dispatch(setDiagnostics(view.state, within));
      view.contentDOM.setAttribute(
        'aria-invalid',
        String(problems.some(({ severity }) => severity === 'error')),
      );
    },
    select(from, to) {
      const end = view.state.doc.length;
      view.dispatch({
        selection: { anchor: Math.min(from, end), head: Math.min(to, end) },
        effects: EditorView.scrollIntoView(Math.min(from, end), { y: 'center' }),
      });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}
