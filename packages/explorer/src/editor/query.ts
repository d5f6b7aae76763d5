import { type Diagnostic, linter } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { effect } from '@preact/signals';
import { getSchema, graphql as graphqlSupport, updateSchema } from 'cm6-graphql';
import { GraphQLError, type GraphQLSchema, parse } from 'graphql';
import { knownSchema } from '../graph/schema.ts';

/** Returns completion, validation and colours of GraphQL. */
export function queryLanguage(onShowInDocs: (type: string, field: string | null) => void): Extension {
  return [
    graphqlSupport(knownSchema(), {
      onShowInDocs: (field, type, parentType) => {
        const name = parentType ?? type;
        if (name) onShowInDocs(name, parentType ? (field ?? null) : null);
      },
    }),
    syntax,
  ];
}

/** Gives the editor the schema, as soon as the page has it. */
export function followSchema(view: EditorView): () => void {
  return effect(() => {
    const schema: GraphQLSchema | undefined = knownSchema();
    updateSchema(view, schema);
  });
}

/** Marks errors of the syntax while the page has no schema. With a schema, the validation marks them. */
const syntax = linter(({ state }): readonly Diagnostic[] => {
  if (getSchema(state) || state.doc.toString().trim() === '') return [];
  try {
    parse(state.doc.toString());
    return [];
  } catch (error) {
    if (!(error instanceof GraphQLError)) return [];
    const from = Math.min(error.positions?.[0] ?? 0, state.doc.length);
    return [{ from, to: Math.min(from + 1, state.doc.length), severity: 'error', message: error.message }];
  }
});
