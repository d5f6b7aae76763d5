import { type FieldNode, Kind, type SelectionSetNode } from '../../packages/graphql.ts';
import { isRecord, valueAt } from '../../values/json.ts';
import type { Answer } from '../ask/answer.ts';
import { variablesFor } from '../ask/guesses.ts';
import type { Variables } from '../ask/variables.ts';
import type { FoundDocument } from '../read/documents.ts';
import { type Shape, shapeAt } from './shape.ts';

/** A page of a list beside the one that was asked for. */
export interface PageStep {
  /** As a report calls it: `page two`. */
  readonly label: string;
  /** The variables that ask one endpoint for it, given what that endpoint answered; null where there is none. */
  next(values: Variables, answer: Answer): Variables | null;
}

interface Cursor {
  /** Whether pages follow forwards. */
  readonly isForward: boolean;
  readonly argument: string;
  readonly size: string;
  readonly info: readonly [cursor: string, hasMore: string];
}

const forward: Cursor = {
  isForward: true,
  argument: 'after',
  size: 'first',
  info: ['endCursor', 'hasNextPage'],
};
const backward: Cursor = {
  isForward: false,
  argument: 'before',
  size: 'last',
  info: ['startCursor', 'hasPreviousPage'],
};

/** The pages that a document can ask for by its variables: the second, and the first again from there. */
export function pageSteps(document: FoundDocument, shape: Shape): readonly PageStep[] {
  const [ahead, back] = [forward, backward].map((cursor) => stepTo(document, shape, cursor));
  const steps = ahead ? [{ label: 'page two', next: ahead }] : [];
  if (!back) return steps;
  return [...steps, { label: ahead ? 'page one from page two' : 'the page before', next: back }];
}

function stepTo(document: FoundDocument, shape: Shape, cursor: Cursor): PageStep['next'] | null {
  const [variable] = variablesFor(document, (argument) => argument === cursor.argument);
  if (variable === undefined) return null;
  const path = connectionPath(document, cursor.argument, variable);
  if (path === null) return null;
  const other = cursor.isForward ? backward : forward;
  const variableOf = (argument: string) => variablesFor(document, (name) => name === argument)[0];
  const [size, otherSize, otherCursor] = [cursor.size, other.size, other.argument].map(variableOf);
  return (values, answer) => {
    const found = cursorIn(answer, path, shape, cursor);
    if (found === null) return null;
    const kept = Object.entries(values).filter(([name]) => name !== otherSize && name !== otherCursor);
    const amount = (size && values[size]) ?? (otherSize && values[otherSize]);
    const sized = size !== undefined && amount !== undefined ? { [size]: amount } : {};
    return { ...Object.fromEntries(kept), ...sized, [variable]: found };
  };
}

/** The cursor that leads on from a connection of an answer; null where nothing follows. */
function cursorIn(
  answer: Answer,
  path: readonly string[],
  shape: Shape,
  { info, isForward }: Cursor,
): unknown {
  const connection = valueAt(answer.data, ...path);
  const at = shapeAt(shape, path);
  const page = childNamed(connection, at, 'pageInfo');
  if (!page) {
    const edges = childNamed(connection, at, 'edges');
    const list: readonly unknown[] = Array.isArray(edges?.value) ? edges.value : [];
    return childNamed(isForward ? list.at(-1) : list[0], edges?.shape, 'cursor')?.value ?? null;
  }
  const [cursor, hasMore] = info.map((name) => childNamed(page.value, page.shape, name)?.value);
  return hasMore === false ? null : (cursor ?? null);
}

/** What a field has in an answer, whatever its alias. */
function childNamed(
  value: unknown,
  shape: Shape | undefined,
  name: string,
): { readonly value: unknown; readonly shape: Shape } | undefined {
  if (!isRecord(value)) return undefined;
  for (const [key, child] of shape?.children ?? []) {
    if (child.names.has(name)) return { value: value[key], shape: child };
  }
  return undefined;
}

/** The keys that lead to the connection whose argument a variable is; null for none, and for one in each item of a list. */
function connectionPath(
  { document, operation }: FoundDocument,
  argument: string,
  variable: string,
): readonly string[] | null {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  const isIt = ({ arguments: given = [] }: FieldNode) =>
    given.some(
      ({ name, value }) =>
        name.value === argument && value.kind === Kind.VARIABLE && value.name.value === variable,
    );

  function search({ selections }: SelectionSetNode, path: readonly string[]): readonly string[] | null {
    for (const selection of selections) {
      if (selection.kind !== Kind.FIELD) {
        const inner =
          selection.kind === Kind.INLINE_FRAGMENT
            ? selection.selectionSet
            : fragments.get(selection.name.value)?.selectionSet;
        const found = inner ? search(inner, path) : null;
        if (found) return found;
        continue;
      }
      const here = [...path, selection.alias?.value ?? selection.name.value];
      if (isIt(selection)) return here;
      const isList = selection.name.value === 'nodes' || selection.name.value === 'edges';
      const found = selection.selectionSet && !isList ? search(selection.selectionSet, here) : null;
      if (found) return found;
    }
    return null;
  }

  return search(operation.selectionSet, []);
}
