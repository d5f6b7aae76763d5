import { batch, computed, effect, signal } from '@preact/signals';
import { operationsIn } from '../graph/operations.ts';
import { pageData } from '../page-data.ts';
import { fragmentOf, type Linked, linkedQuery } from './link.ts';
import { storesHeaders } from './settings.ts';
import { stored } from './storage.ts';
import { isRecord, listIn, newId, textIn } from './values.ts';

/** A query that somebody works on. */
export interface Tab {
  readonly id: string;
  readonly query: string;
  /** JSON. */
  readonly variables: string;
  /** JSON. */
  readonly headers: string;
  /** The chosen operation. Null chooses the first one. */
  readonly operationName: string | null;
}

/** All tabs, in their order. There is always one. */
export const tabs = stored<readonly Tab[]>('tabs', {
  read: (found) => listIn(found, readTab),
  write: (value) => (storesHeaders.peek() ? value : value.map(({ headers: _headers, ...others }) => others)),
});

const activeId = stored<string>('active-tab', { read: textIn });

/** Whether this browser has no tabs of an earlier visit. */
export const isFirstVisit: boolean = tabs.peek().length === 0;

/** The tab that is open. */
export const activeTab = computed<Tab>(
  () => tabs.value.find(({ id }) => id === activeId.value) ?? tabs.value[0] ?? emptyTab(),
);

/** Counts how often the page itself has replaced texts of the open tab. Editors take over a text when it increases. */
export const replacements = signal(0);

/** Opens a new tab. */
export function openTab(content: Partial<Omit<Tab, 'id'>> = {}): void {
  const tab = { ...emptyTab(), ...content };
  batch(() => {
    tabs.value = [...tabs.value, tab];
    activeId.value = tab.id;
  });
}

/** Opens the tab that has a query with its variables, or a new one. */
export function openQuery(linked: Linked): void {
  const known = tabs.value.find((tab) => tab.query === linked.query && tab.variables === linked.variables);
  if (!known) {
    openTab(linked);
    return;
  }
  batch(() => {
    activeId.value = known.id;
    if (known.operationName !== linked.operationName) changeTab({ operationName: linked.operationName });
  });
}

/** Shows a tab. */
export function showTab(id: string): void {
  activeId.value = id;
}

/** Closes a tab. After the last one, an empty one opens. */
export function closeTab(id: string): void {
  const index = tabs.value.findIndex((tab) => tab.id === id);
  const rest = tabs.value.filter((tab) => tab.id !== id);
  batch(() => {
    if (activeTab.value.id === id) activeId.value = (rest[index] ?? rest.at(-1))?.id ?? '';
    tabs.value = rest;
    if (rest.length === 0) openTab();
  });
}

/** Changes the open tab, as somebody types. */
export function changeTab(change: Partial<Omit<Tab, 'id'>>): void {
  const { id } = activeTab.value;
  tabs.value = tabs.value.map((tab) => (tab.id === id ? { ...tab, ...change } : tab));
}

/** Replaces texts of the open tab, also in its editors. */
export function replaceTexts(change: Partial<Omit<Tab, 'id'>>): void {
  batch(() => {
    changeTab(change);
    replacements.value += 1;
  });
}

/** Returns the name of a tab: that of its operation, or of its first field. */
export function nameOf({ query, operationName }: Tab): string {
  const operations = operationsIn(query);
  const chosen = operations.find(({ name }) => name === operationName) ?? operations[0];
  return chosen?.name ?? chosen?.firstField ?? 'New query';
}

/**
 * Opens the query that the address names. On a first visit without one, opens the first example. Then keeps the address and the
 * open tab in step.
 */
export function start(): void {
  const linked = linkedQuery(location.href);
  if (isFirstVisit && !linked) {
    const [first] = pageData.examples;
    openTab(first ? { query: first.query, variables: first.variables ?? '' } : {});
  }
  if (linked) openQuery(linked);
  // The address always names the open query, so a reload and a copied address open it again.
  effect(() => {
    const { pathname, search } = new URL(location.href);
    const parameters = new URLSearchParams(search);
    for (const name of ['query', 'variables', 'operationName']) parameters.delete(name);
    const rest = parameters.size > 0 ? `?${parameters}` : '';
    history.replaceState(null, '', pathname + rest + fragmentOf(activeTab.value));
  });
  addEventListener('hashchange', () => {
    const other = linkedQuery(location.href);
    if (other) openQuery(other);
  });
  // Stored tabs gain or lose their headers at once.
  storesHeaders.subscribe(() => {
    tabs.value = [...tabs.peek()];
  });
}

function emptyTab(): Tab {
  return { id: newId(), query: '', variables: '', headers: '', operationName: null };
}

function readTab(found: unknown): Tab | null {
  if (!isRecord(found)) return null;
  return {
    id: textIn(found['id']) || newId(),
    query: textIn(found['query']),
    variables: textIn(found['variables']),
    headers: textIn(found['headers']),
    operationName: textIn(found['operationName']) || null,
  };
}
