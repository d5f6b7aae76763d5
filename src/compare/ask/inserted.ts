import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parseType,
  print,
  TypeInfo,
  type VariableDefinitionNode,
  visit,
  visitWithTypeInfo,
} from '../../packages/graphql.ts';
import type { FoundDocument } from '../read/documents.ts';

/**
 * Returns a document with definitions for the variables that replace inserted values. Returns null if the type of one of
 * them is unknown.
 *
 * @param schema - the gateway's schema; null if it is unknown
 */
export function defineInsertedVariables(
  found: FoundDocument,
  schema: GraphQLSchema | null,
): FoundDocument | null {
  if (found.inserted.length === 0) return found;
  const types = schema === null ? new Map<string, string>() : variableTypes(found.document, schema);
  const added: VariableDefinitionNode[] = [];
  for (const name of found.inserted) {
    const type = types.get(name);
    if (type === undefined) return null;
    added.push({
      kind: Kind.VARIABLE_DEFINITION,
      variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } },
      // The frontend always inserts a value, so the variable is never null.
      type: parseType(type.endsWith('!') ? type : `${type}!`),
    });
  }
  const operation: OperationDefinitionNode = {
    ...found.operation,
    variableDefinitions: [...(found.operation.variableDefinitions ?? []), ...added],
  };
  const definitions = found.document.definitions.map((definition) =>
    definition === found.operation ? operation : definition,
  );
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions };
  const names = found.inserted.map((name) => `$${name}`).join(', ');
  const notes = [
    ...found.notes,
    `The frontend inserts values into the text. The comparison sends them as ${names}.`,
  ];
  return { ...found, operation, document, text: print(document), notes };
}

/** Returns the types of variables, from the places where the document uses them. */
function variableTypes(document: DocumentNode, schema: GraphQLSchema): ReadonlyMap<string, string> {
  const types = new Map<string, string>();
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      Variable({ name: { value: name } }) {
        const type = info.getInputType();
        if (type && !types.has(name)) types.set(name, String(type));
      },
    }),
  );
  return types;
}
