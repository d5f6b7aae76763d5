import * as graphqlPlugin from 'prettier/plugins/graphql';
import { format } from 'prettier/standalone';
import { jsonIn } from '../graph/headers.ts';
import { run } from '../graph/run.ts';
import { fragmentOf } from '../state/link.ts';
import { activeTab, replaceTexts } from '../state/tabs.ts';
import { copy, isNarrow, part, tell } from './view.ts';

/** Runs the open query, and shows what becomes of it. */
export function runAndShow(): void {
  if (isNarrow.value) part.value = 'result';
  void run();
}

/** Lays out the query, the variables and the headers of the open tab. Comments stay. */
export async function prettify(): Promise<void> {
  const { id, query, variables, headers } = activeTab.value;
  try {
    const pretty = await format(query, { parser: 'graphql', plugins: [graphqlPlugin] });
    if (activeTab.value.id !== id) return;
    replaceTexts({ query: pretty, variables: prettyJson(variables), headers: prettyJson(headers) });
  } catch {
    tell('The query has an error, so it stays as it is.');
  }
}

/** Copies a link that opens the query of the open tab. */
export function share(): void {
  const url = new URL(location.href);
  url.hash = fragmentOf(activeTab.value);
  void copy(url.href, 'Link copied. It has the query and its variables, and no headers.');
}

function prettyJson(text: string): string {
  const value = jsonIn(text);
  return value === undefined ? text : JSON.stringify(value, null, 2);
}
