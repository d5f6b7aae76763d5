import { EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** Properties of {@link Editor}. */
interface EditorProps {
  /** Names what the editor shows. When the same text is shown again under an id, its undo history and cursor are back. */
  readonly id: string;
  readonly text: string;
  /**
   * Increases when something other than this editor replaces the text. Only then does the editor take over `text`: typed text
   * comes back as `text` late, and would overwrite what was typed since. @default the editor takes over each new `text`
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

/** The largest number of remembered states. */
const mostStates = 60;

/** A text editor (CodeMirror). */
export function Editor({ id, text, version, onText, onView, extensions }: EditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const typed = useRef(onText);
  typed.current = onText;

  // In the same frame as what stands beside the editor: the status never belongs to another answer.
  useLayoutEffect(() => {
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
    // `onView` and `extensions` are read once per id. `onText` is read at each change, and the next effect follows `text`.
  }, [id]);

  useLayoutEffect(() => {
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
