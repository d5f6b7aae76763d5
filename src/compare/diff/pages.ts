import { type FieldNode, Kind, type SelectionSetNode } from '../../packages/graphql.ts';
import { isRecord, valueAt } from '../../values/json.ts';
import type { GraphQLAnswer } from '../ask/answer.ts';
import { variablesFor } from '../ask/guesses.ts';
import type { Variables } from '../ask/variables.ts';
import type { FoundDocument } from '../read/documents.ts';
import { type AnswerShape, answerShapeAt } from './answer-shape.ts';

/** A step from one page of a connection to another. */
export interface PageStep {
  /** The name of the other page in reports: `page two`. */
  readonly label: string;
  /** Returns the variables for the other page, from the answer with the current page. Returns null if there is no page. */
  next(values: Variables, answer: GraphQLAnswer): Variables | null;
}

/** Names of arguments and `pageInfo` fields for one direction (Relay's Cursor Connections Specification). */
interface Direction {
  readonly isForward: boolean;
  readonly argument: string;
  readonly size: string;
  readonly info: readonly [cursor: string, hasMore: string];
}

const forward: Direction = {
  isForward: true,
  argument: 'after',
  size: 'first',
  info: ['endCursor', 'hasNextPage'],
};
const backward: Direction = {
  isForward: false,
  argument: 'before',
  size: 'last',
  info: ['startCursor', 'hasPreviousPage'],
};

/** Returns the steps that a document's variables allow: to the second page, and from there back to the first. */
export function pageSteps(document: FoundDocument, shape: AnswerShape): readonly PageStep[] {
  const [ahead, back] = [forward, backward].map((direction) => stepTo(document, shape, direction));
  const steps = ahead ? [{ label: 'page two', next: ahead }] : [];
  if (!back) return steps;
  return [...steps, { label: ahead ? 'page one from page two' : 'the page before', next: back }];
}

function stepTo(document: FoundDocument, shape: AnswerShape, direction: Direction): PageStep['next'] | null {
  const [variable] = variablesFor(document, (argument) => argument === direction.argument);
  if (variable === undefined) return null;
  const path = connectionPath(document, direction.argument, variable);
  if (path === null) return null;
  const other = direction.isForward ? backward : forward;
  const variableOf = (argument: string) => variablesFor(document, (name) => name === argument)[0];
  const [size, otherSize, otherCursor] = [direction.size, other.size, other.argument].map(variableOf);
  return (values, answer) => {
    const cursor = nextCursor(answer, path, shape, direction);
    if (cursor === null) return null;
    const otherValues = Object.entries(values).filter(([name]) => name !== otherSize && name !== otherCursor);
    const pageSize = (size && values[size]) ?? (otherSize && values[otherSize]);
    const sizeValue = size !== undefined && pageSize !== undefined ? { [size]: pageSize } : {};
    return { ...Object.fromEntries(otherValues), ...sizeValue, [variable]: cursor };
  };
}

/** Returns the cursor for the page after (or before) the connection in an answer. Returns null if there is no such page. */
function nextCursor(
  answer: GraphQLAnswer,
  path: readonly string[],
  shape: AnswerShape,
  { info, isForward }: Direction,
): unknown {
  const connection = valueAt(answer.data, ...path);
  const connectionShape = answerShapeAt(shape, path);
  const page = fieldValue(connection, connectionShape, 'pageInfo');
  if (!page) {
    const edges = fieldValue(connection, connectionShape, 'edges');
    const list: readonly unknown[] = Array.isArray(edges?.value) ? edges.value : [];
    return fieldValue(isForward ? list.at(-1) : list[0], edges?.shape, 'cursor')?.value ?? null;
  }
  const [cursor, hasMore] = info.map((name) => fieldValue(page.value, page.shape, name)?.value);
  return hasMore === false ? null : (cursor ?? null);
}

/** Returns the value and shape of a field of an answer. The document may give the field an alias. */
function fieldValue(
  value: unknown,
  shape: AnswerShape | undefined,
  name: string,
): { readonly value: unknown; readonly shape: AnswerShape } | undefined {
  if (!isRecord(value)) return undefined;
  for (const [key, child] of shape?.children ?? []) {
    if (child.names.has(name)) return { value: value[key], shape: child };
  }
  return undefined;
}

/**
 * Returns the path of the connection that has a variable as its argument. Returns null if there is none, or if there is one
 * in each item of a list.
 */
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
  const hasArgument = ({ arguments: args = [] }: FieldNode) =>
    args.some(
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
      if (hasArgument(selection)) return here;
      const isList = selection.name.value === 'nodes' || selection.name.value === 'edges';
      const found = selection.selectionSet && !isList ? search(selection.selectionSet, here) : null;
      if (found) return found;
    }
    return null;
  }

  return search(operation.selectionSet, []);
}
