import { EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'preact/hooks';

/** Properties of {@link Editor}. */
interface EditorProps {
  /** Names what the editor shows. An editor that shows the same again has its history and its place. */
  readonly id: string;
  readonly text: string;
  /**
   * Changes when something other than this editor has replaced the text. What somebody types comes back as `text` later, perhaps
   * after more was typed, and must not replace it. @default every new `text` replaces what the editor shows
   */
  readonly version?: number;
  /** Called as somebody types. Absent if nobody can. */
  readonly onText?: (text: string) => void;
  /** Called when the editor is ready. Returns what to do when it goes away. */
  readonly onView?: (view: EditorView) => () => void;
  readonly extensions: Extension;
}

/** What editors showed before they went away, by id. */
const states = new Map<string, EditorState>();

/** Most states that are remembered. */
const mostStates = 60;

/** A text editor (CodeMirror). */
export function Editor({ id, text, version, onText, onView, extensions }: EditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const typed = useRef(onText);
  typed.current = onText;

  useEffect(() => {
    const parent = place.current;
    if (!parent) return;
    const known = states.get(id);
    const isSame = known?.doc.toString() === text;
    const state = EditorState.create({
      doc: text,
      extensions: [
        extensions,
        EditorView.updateListener.of((update) => {
          if (update.docChanged) typed.current?.(update.state.doc.toString());
        }),
      ],
    });
    const own = new EditorView({ state: known && isSame ? known : state, parent });
    view.current = own;
    const leave = onView?.(own);
    return () => {
      leave?.();
      remember(id, own.state);
      own.destroy();
      view.current = null;
    };
    // The other properties do not change while an id stays.
  }, [id]);

  useEffect(() => {
    const own = view.current;
    if (!own || own.state.doc.toString() === text) return;
    own.dispatch({ changes: { from: 0, to: own.state.doc.length, insert: text } });
  }, [version ?? text]);

  return <div class="editor" ref={place} />;
}

function remember(id: string, state: EditorState): void {
  states.delete(id);
  states.set(id, state);
  const [oldest] = states.keys();
  if (states.size > mostStates && oldest !== undefined) states.delete(oldest);
}
