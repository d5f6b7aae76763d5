import { type Signal, signal } from '@preact/signals';
import { createClient } from 'graphql-sse';
import { endpoint } from '../page-data.ts';
import { identityHeaders } from '../state/identity.ts';
import { notePast } from '../state/library.ts';
import { activeTab } from '../state/tabs.ts';
import { isRecord, textIn } from '../state/values.ts';
import { type Cost, costOf } from './cost.ts';
import { headersIn, jsonIn } from './headers.ts';
import { type Notice, noticesIn } from './notices.ts';
import { chosenOperation } from './operations.ts';
import { type GraphRequest, post } from './post.ts';

/** What became of the query of a tab. */
export interface Result {
  readonly state: 'running' | 'listening' | 'done' | 'failed';
  /** The answer as JSON with line breaks. Of a subscription: its events, the last one first. */
  readonly text: string;
  /** Why there is no answer. Absent if there is one. */
  readonly problem?: string;
  /** HTTP status. */
  readonly status?: number;
  /** Milliseconds from the request to the last byte of the answer. */
  readonly ms?: number;
  /** Length of the answer in bytes. */
  readonly size?: number;
  readonly cost?: Cost;
  /** Headers of the answer. */
  readonly headers?: readonly (readonly [string, string])[];
  readonly notices?: readonly Notice[];
  readonly hasErrors?: boolean;
  /** Number of the events of a subscription. */
  readonly events?: number;
  readonly stop?: () => void;
}

const results = new Map<string, Signal<Result | null>>();

/** Most events of a subscription that are shown. */
const mostEvents = 100;

/** Returns what became of the query of a tab. Null before it was run. */
export function resultOf(tabId: string): Signal<Result | null> {
  const known = results.get(tabId);
  if (known) return known;
  const result = signal<Result | null>(null);
  results.set(tabId, result);
  return result;
}

/** Runs the chosen operation of the open tab. */
export async function run(): Promise<void> {
  const tab = activeTab.value;
  const result = resultOf(tab.id);
  result.value?.stop?.();
  const prepared = prepare();
  if ('problem' in prepared) {
    result.value = { state: 'failed', text: '', problem: prepared.problem };
    return;
  }
  notePast(tab, Date.now());
  const kind = chosenOperation(tab.query, tab.operationName)?.kind;
  if (kind === 'subscription') listen(prepared, result);
  else await ask(prepared, result);
}

/** Stops the operation of the open tab. */
export function stop(): void {
  resultOf(activeTab.value.id).value?.stop?.();
}

interface Prepared {
  readonly request: GraphRequest;
  readonly headers: Readonly<Record<string, string>>;
}

/** Returns the request of the open tab, or why it cannot be sent. */
function prepare(): Prepared | { readonly problem: string } {
  const { query, variables, headers, operationName } = activeTab.value;
  if (query.trim() === '') return { problem: 'Write a query first, or choose an example.' };
  const own = headersIn(headers);
  if ('problem' in own) return own;
  const values = variables.trim() === '' ? undefined : jsonIn(variables);
  if (variables.trim() !== '' && !isRecord(values)) {
    return { problem: 'Write the variables as a JSON object: { "first": 5 }.' };
  }
  const name = chosenOperation(query, operationName)?.name ?? undefined;
  return {
    request: { query, ...(values ? { variables: values } : {}), ...(name ? { operationName: name } : {}) },
    headers: { ...identityHeaders(), ...own.headers },
  };
}

async function ask({ request, headers }: Prepared, result: Signal<Result | null>): Promise<void> {
  const control = new AbortController();
  const running: Result = {
    state: 'running',
    text: result.value?.text ?? '',
    stop: () => {
      control.abort();
      result.value = { state: 'failed', text: '', problem: 'You stopped the request.' };
    },
  };
  result.value = running;
  const begin = performance.now();
  const answer = await post(request, { headers, signal: control.signal });
  if (result.value !== running) return;
  if ('problem' in answer) {
    result.value = { state: 'failed', text: '', problem: answer.problem };
    return;
  }
  const { body, text } = answer;
  result.value = {
    state: 'done',
    text: body === undefined ? text : JSON.stringify(body, null, 2),
    status: answer.status,
    ms: performance.now() - begin,
    size: new TextEncoder().encode(text).length,
    cost: costOf(answer.headers, body),
    headers: [...answer.headers],
    notices: noticesIn(body),
    hasErrors: !isRecord(body) || Array.isArray(body['errors']),
  };
}

function listen({ request, headers }: Prepared, result: Signal<Result | null>): void {
  let events: readonly unknown[] = [];
  let count = 0;
  const begin = performance.now();
  const client = createClient({ url: endpoint, headers: { ...headers }, retryAttempts: 5 });
  const end = (problem?: string) => {
    result.value = {
      ...(problem === undefined ? { state: 'done' } : { state: 'failed', problem }),
      text: textOf(events),
      events: count,
      ms: performance.now() - begin,
    };
  };
  const stopListening = client.subscribe<unknown>(
    { query: request.query, ...withVariables(request.variables), ...withName(request.operationName) },
    {
      next: (event) => {
        events = [event, ...events].slice(0, mostEvents);
        count += 1;
        show();
      },
      error: (error) => end(messageOf(error)),
      complete: () => {
        if (result.value?.state === 'listening') end();
      },
    },
  );
  const show = () => {
    result.value = { state: 'listening', text: textOf(events), events: count, stop: stopAll };
  };
  const stopAll = () => {
    end();
    stopListening();
    client.dispose();
  };
  show();
}

function textOf(events: readonly unknown[]): string {
  return events.length === 0 ? '' : JSON.stringify(events, null, 2);
}

function withVariables(variables: unknown): { variables?: Record<string, unknown> } {
  return isRecord(variables) ? { variables } : {};
}

function withName(operationName: string | undefined): { operationName?: string } {
  return operationName ? { operationName } : {};
}

/** Returns the messages of an error of graphql-sse: GraphQL errors, or one of the network. */
function messageOf(error: unknown): string {
  const errors: readonly unknown[] = Array.isArray(error) ? error : [error];
  return errors
    .map((each) => {
      if (each instanceof Error) return each.message;
      return isRecord(each) ? textIn(each['message']) : String(each);
    })
    .join('\n');
}
