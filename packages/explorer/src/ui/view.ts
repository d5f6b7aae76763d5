import { computed, signal } from '@preact/signals';
import { resultOf } from '../graph/run.ts';
import { activeTab } from '../state/tabs.ts';

/** What stands beside the editors. */
export type PanelName = 'docs' | 'examples' | 'saved' | 'history';

/** A dialog. */
export type DialogName = 'sign-in' | 'copy' | 'save' | 'settings' | 'shortcuts';

/** What a narrow page shows of a tab. */
export type PartName = 'query' | 'variables' | 'headers' | 'result';

/** The open panel. */
export const panel = signal<PanelName | null>(null);

/** The open dialog. */
export const dialog = signal<DialogName | null>(null);

/** The part of the tab that a narrow page shows. */
export const part = signal<PartName>('query');

/** What stands below the query on a wide page. */
export const input = signal<'variables' | 'headers'>('variables');

/** Whether the page has room for one part only. */
export const isNarrow = mediaSignal('(max-width: 719px)');

/** Whether the page has room for a panel beside the editors. */
export const isWide = mediaSignal('(min-width: 1100px)');

/** A short message about what has happened, for a few seconds. */
export const toast = signal<string | null>(null);

/** The result of the open tab. */
export const activeResult = computed(() => resultOf(activeTab.value.id).value);

let timer: ReturnType<typeof setTimeout> | undefined;

/** Tells what has happened. */
export function tell(message: string): void {
  toast.value = message;
  clearTimeout(timer);
  timer = setTimeout(() => {
    toast.value = null;
  }, 3500);
}

/** Opens a panel, or closes it if it is open. */
export function togglePanel(name: PanelName): void {
  panel.value = panel.value === name ? null : name;
}

/** Closes the panel where it covers the editors. */
export function leavePanel(): void {
  if (!isWide.value) panel.value = null;
}

/** Puts a text on the clipboard, and tells it. */
export async function copy(text: string, message: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    tell(message);
  } catch {
    // Pages that come by plain HTTP from another machine have no clipboard.
    tell(copyBySelection(text) ? message : 'The browser does not let this page copy.');
  }
}

function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  (document.querySelector('dialog[open]') ?? document.body).append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  return isCopied;
}

function mediaSignal(query: string) {
  const list = matchMedia(query);
  const matches = signal(list.matches);
  list.addEventListener('change', () => {
    matches.value = list.matches;
  });
  return matches;
}
