import { stored } from './storage.ts';
import type { Tab } from './tabs.ts';
import { isRecord, listIn, textIn } from './values.ts';

/** A query that was run. */
export interface Past extends Texts {
  /** When it was run, in milliseconds since 1970. */
  readonly at: number;
}

/** A query that somebody saved under a name. */
export interface Saved extends Texts {
  readonly name: string;
}

type Texts = Pick<Tab, 'query' | 'variables' | 'operationName'>;

/** Longest history. */
const mostPast = 50;

/** The queries that were run, the last one first. */
export const past = stored<readonly Past[]>('history', {
  read: (found) => listIn(found, (item) => withTexts(item, (row) => ({ at: Number(row['at']) || 0 }))),
});

/** The saved queries, by name. */
export const saved = stored<readonly Saved[]>('saved', {
  read: (found) => listIn(found, (item) => withTexts(item, (row) => ({ name: textIn(row['name']) }))),
});

/** Notes that a query was run. A query that was run before moves to the top. */
export function notePast(texts: Texts, at: number): void {
  const { query, variables, operationName } = texts;
  const others = past.value.filter((item) => !isSame(item, texts));
  past.value = [{ query, variables, operationName, at }, ...others].slice(0, mostPast);
}

/** Removes all queries from the history. */
export function forgetPast(): void {
  past.value = [];
}

/** Saves a query under a name. It replaces a query of the same name. */
export function save(name: string, { query, variables, operationName }: Texts): void {
  const others = saved.value.filter((item) => item.name !== name);
  saved.value = [...others, { name, query, variables, operationName }].sort((a, b) =>
    a.name.localeCompare(b.name),
  );
}

/** Removes a saved query. */
export function removeSaved(name: string): void {
  saved.value = saved.value.filter((item) => item.name !== name);
}

function isSame(one: Texts, other: Texts): boolean {
  return (
    one.query === other.query &&
    one.variables === other.variables &&
    one.operationName === other.operationName
  );
}

function withTexts<Others>(
  item: unknown,
  read: (row: Readonly<Record<string, unknown>>) => Others,
): (Others & Texts) | null {
  if (!isRecord(item)) return null;
  return {
    ...read(item),
    query: textIn(item['query']),
    variables: textIn(item['variables']),
    operationName: textIn(item['operationName']) || null,
  };
}
