import { flushSync } from 'preact/compat';
import { stop } from '../graph/run.ts';
import { prettify, runAndShow } from './actions.ts';
import { activeResult, dialog, panel } from './view.ts';

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
const mod = isMac ? '⌘' : 'Ctrl';

/** How keyboard shortcuts are written. */
export const keyNames = {
  run: `${mod}+Enter`,
  prettify: 'Shift+Alt+F',
  save: `${mod}+S`,
  docs: `${mod}+K`,
  find: `${mod}+F`,
  complete: 'Ctrl+Space',
  leave: 'Escape',
} as const;

/** What each shortcut does, for the list of shortcuts. */
export const shortcuts: readonly (readonly [string, string])[] = [
  [keyNames.run, 'Run the query. Stop it while it runs.'],
  [keyNames.prettify, 'Prettify the query, the variables and the headers'],
  [keyNames.save, 'Save the query under a name'],
  [keyNames.docs, 'Search the schema'],
  [keyNames.complete, 'Show completions'],
  [keyNames.find, 'Find in the editor or the answer'],
  [`${mod}+click`, 'Show a field of the query in the docs'],
  [keyNames.leave, 'Close a panel or a dialog'],
  ['Tab', 'Leave the editor'],
];

/** Listens for keyboard shortcuts. */
export function listenForKeys(): void {
  addEventListener('keydown', (event) => {
    if (dialog.value !== null) return;
    const action = actionOf(event);
    if (!action) return;
    event.preventDefault();
    action();
  });
}

function actionOf(event: KeyboardEvent): (() => void) | undefined {
  const isMod = isMac ? event.metaKey : event.ctrlKey;
  // The key "F" gives another letter with Alt on a Mac, so its place counts.
  if (event.shiftKey && event.altKey && event.code === 'KeyF') return () => void prettify();
  if (isMod && event.key === 'Enter') return activeResult.value?.stop ? stop : runAndShow;
  if (isMod && !event.shiftKey && event.key.toLowerCase() === 's') return () => (dialog.value = 'save');
  if (isMod && !event.shiftKey && event.key.toLowerCase() === 'k') return searchDocs;
  if (event.key === 'Escape' && panel.value !== null && !event.defaultPrevented)
    return () => (panel.value = null);
  return undefined;
}

function searchDocs(): void {
  // Somebody may type the next letter before the browser draws the panel: it must not go to the editor.
  flushSync(() => {
    panel.value = 'docs';
  });
  const field = document.querySelector<HTMLInputElement>('#docs-search');
  field?.focus();
  field?.select();
}
