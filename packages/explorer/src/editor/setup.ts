import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension, Prec } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view';
import { nonce } from '../page-data.ts';
import { editorTheme } from './theme.ts';

/** What every editor has. */
const common: Extension = [
  EditorView.cspNonce.of(nonce),
  lineNumbers(),
  foldGutter({ openText: '▾', closedText: '▸' }),
  drawSelection(),
  bracketMatching(),
  highlightSelectionMatches(),
  EditorState.tabSize.of(2),
  EditorView.lineWrapping,
  editorTheme,
];

/**
 * Returns what an editor has in which people write. The Tab key leaves it, so that nobody is trapped who has only a
 * keyboard.
 */
export function writable(hint: string): Extension {
  return [
    common,
    history(),
    indentOnInput(),
    closeBrackets(),
    autocompletion({ icons: false, activateOnTypingDelay: 80 }),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    placeholder(hint),
    keymap.of([
      ...closeBracketsKeymap,
      ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter'),
      ...searchKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...completionKeymap,
      ...lintKeymap,
    ]),
  ];
}

/** What an editor has that shows an answer. */
export const readOnly: Extension = [
  common,
  json(),
  EditorState.readOnly.of(true),
  keymap.of([...searchKeymap, ...foldKeymap, ...defaultKeymap.filter(({ key }) => key !== 'Mod-Enter')]),
];

/** Returns names of an editor for assistive technology. */
export function labelled(label: string): Extension {
  return Prec.lowest(EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }));
}
