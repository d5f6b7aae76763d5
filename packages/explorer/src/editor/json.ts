import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { json, jsonLanguage, jsonParseLinter } from '@codemirror/lang-json';
import { syntaxTree } from '@codemirror/language';
import { type Diagnostic, linter } from '@codemirror/lint';
import { type EditorState, type Extension, StateEffect } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { computed } from '@preact/signals';
import { getNamedType, isEnumType, isInputObjectType } from 'graphql';
import { headersIn, jsonIn } from '../graph/headers.ts';
import { chosenOperation } from '../graph/operations.ts';
import { knownSchema } from '../graph/schema.ts';
import { firstValue, mistakesIn, variableTypes } from '../graph/variables.ts';
import { activeTab } from '../state/tabs.ts';

/** Tells the validation of variables that the query or the schema is another one. */
const queryChanged = StateEffect.define();

/** Validates variables again when the query or the schema changes. Returns a function that stops it. */
export function followQuery(view: EditorView): () => void {
  const dependency = computed(() => [activeTab.value.query, activeTab.value.operationName, knownSchema()]);
  return dependency.subscribe(() => view.dispatch({ effects: queryChanged.of(null) }));
}

/** Validation and completion of the variables of the open tab. */
export const variablesLanguage: Extension = [
  json(),
  linter((view) => [...syntaxMistakes(view), ...variableMistakes(view.state)], {
    delay: 300,
    needsRefresh: ({ transactions }) =>
      transactions.some(({ effects }) => effects.some((each) => each.is(queryChanged))),
  }),
  jsonLanguage.data.of({ autocomplete: completeVariables }),
];

/** Validation and completion of headers. */
export const headersLanguage: Extension = [
  json(),
  linter((view) => [...syntaxMistakes(view), ...headerMistakes(view.state)], { delay: 300 }),
  jsonLanguage.data.of({ autocomplete: completeHeaders }),
];

const parseLinter = jsonParseLinter();

function syntaxMistakes(view: EditorView): readonly Diagnostic[] {
  return view.state.doc.toString().trim() === '' ? [] : parseLinter(view);
}

function variableMistakes(state: EditorState): readonly Diagnostic[] {
  const text = state.doc.toString();
  const { query, operationName } = activeTab.peek();
  const operation = chosenOperation(query, operationName);
  return mistakesIn(text, { operation, schema: knownSchema() }).map(({ message, variable }) => ({
    ...placeOf(state, variable),
    severity: 'error',
    message,
  }));
}

function headerMistakes(state: EditorState): readonly Diagnostic[] {
  const text = state.doc.toString();
  const found = headersIn(text);
  if ('headers' in found || jsonIn(text) === undefined) return [];
  return [{ ...placeOf(state, null), severity: 'error', message: found.problem }];
}

/** Returns where a variable stands. Returns the first line for a variable that is missing. */
function placeOf(state: EditorState, variable: string | null): { from: number; to: number } {
  const first = state.doc.line(1);
  let place = { from: first.from, to: first.to };
  if (variable === null) return place;
  syntaxTree(state).iterate({
    enter(node) {
      if (node.name !== 'Property' || node.node.parent?.parent?.name !== 'JsonText') return;
      const name = node.node.firstChild;
      if (name && jsonIn(state.sliceDoc(name.from, name.to)) === variable)
        place = { from: name.from, to: node.to };
    },
  });
  return place;
}

function completeVariables(context: CompletionContext): CompletionResult | null {
  const { query, operationName } = activeTab.peek();
  const types = variableTypes(chosenOperation(query, operationName), knownSchema());
  const place = placeIn(context);
  if (place.property === null) {
    const written = jsonIn(context.state.doc.toString());
    const names = [...types.keys()].filter(
      (name) => !(Object(written) === written && name in Object(written)),
    );
    return completion(
      context,
      names.map((name) => property(name, firstValue(types.get(name) ?? null))),
    );
  }
  const type = types.get(place.property);
  const named = type && getNamedType(type);
  if (named && isEnumType(named)) {
    return completion(
      context,
      named.getValues().map(({ name }) => text(name)),
    );
  }
  if (named && isInputObjectType(named)) {
    const fields = Object.values(named.getFields());
    return completion(
      context,
      fields.map((field) => property(field.name, firstValue(field.type))),
    );
  }
  return null;
}

const headerNames = ['Authorization', 'Accept-Language', 'X-WP-Nonce', 'X-Request-Id'];

function completeHeaders(context: CompletionContext): CompletionResult | null {
  if (placeIn(context).property !== null) return null;
  return completion(
    context,
    headerNames.map((name) => property(name, '""')),
  );
}

/** Returns the property of the outermost object in whose value the cursor is. Null outside of values. */
function placeIn({ state, pos }: CompletionContext): { readonly property: string | null } {
  let node = syntaxTree(state).resolveInner(pos, -1);
  let outermost: string | null = null;
  for (; node.parent; node = node.parent) {
    const name = node.name === 'Property' ? node.firstChild : null;
    if (name && pos > name.to) outermost = String(jsonIn(state.sliceDoc(name.from, name.to)) ?? '');
  }
  return { property: outermost };
}

function completion(context: CompletionContext, options: readonly Completion[]): CompletionResult | null {
  const word = context.matchBefore(/"?[\w-]*/);
  if (!word || (word.text === '' && !context.explicit)) return null;
  // The closing quote stands there already if the editor has added it.
  const to = context.state.sliceDoc(context.pos, context.pos + 1) === '"' ? context.pos + 1 : context.pos;
  return { from: word.from, to, options: [...options], filter: true };
}

function property(name: string, value: string): Completion {
  return { label: `"${name}"`, displayLabel: name, apply: `"${name}": ${value}`, type: 'property' };
}

function text(value: string): Completion {
  return { label: `"${value}"`, displayLabel: value, type: 'enum' };
}
