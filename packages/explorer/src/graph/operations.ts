import { type DocumentNode, Kind, type OperationDefinitionNode, parse } from 'graphql';

/** An operation of a document. */
export interface Operation {
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** Null if it has none. */
  readonly name: string | null;
  /** The name of its first field. Null if it begins with a fragment. */
  readonly firstField: string | null;
  /** Where it stands in the text. */
  readonly from: number;
  readonly to: number;
  readonly node: OperationDefinitionNode;
}

let last: { readonly text: string; readonly document: DocumentNode | null } = { text: '', document: null };

/** Returns a parsed document. Returns null if the text is none. */
export function documentIn(text: string): DocumentNode | null {
  if (last.text !== text) last = { text, document: parsed(text) };
  return last.document;
}

/** Returns the operations of a document. Returns none if the text cannot be parsed. */
export function operationsIn(text: string): readonly Operation[] {
  const definitions = documentIn(text)?.definitions ?? [];
  return definitions.flatMap((node) => {
    if (node.kind !== Kind.OPERATION_DEFINITION) return [];
    const [first] = node.selectionSet.selections;
    return {
      kind: node.operation,
      name: node.name?.value ?? null,
      firstField: first?.kind === Kind.FIELD ? first.name.value : null,
      from: node.loc?.start ?? 0,
      to: node.loc?.end ?? 0,
      node,
    };
  });
}

/** Returns the operation with a name, or the first one. Returns null if there is none. */
export function chosenOperation(text: string, name: string | null): Operation | null {
  const operations = operationsIn(text);
  return operations.find((operation) => operation.name === name) ?? operations[0] ?? null;
}

function parsed(text: string): DocumentNode | null {
  try {
    return parse(text);
  } catch {
    return null;
  }
}
