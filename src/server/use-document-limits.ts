import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
} from '../packages/graphql.ts';
import { limits } from '../values/limits.ts';
import type { Plugin } from './graphql-yoga.ts';

/** Refuses documents that are so large or so deep that they would block or crash the gateway. */
export function useDocumentLimits(): Plugin {
  return {
    onParse({ parseFn, setParseFn }) {
      setParseFn((source, options) => {
        const document = withinStack(() => parseFn(source, options));
        checkSize(document);
        return document;
      });
    },
  };
}

/**
 * Parses a document.
 *
 * @throws GraphQLError if the document is so deep that the parser's recursion exceeds the stack
 */
function withinStack(parse: () => DocumentNode): DocumentNode {
  try {
    return parse();
  } catch (error) {
    throw error instanceof RangeError ? tooDeep() : error;
  }
}

/**
 * Checks the depth and the number of fields of each operation.
 *
 * @throws GraphQLError if a document exceeds a limit
 */
function checkSize({ definitions }: DocumentNode): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of definitions)
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  const known = new Map<string, Size>();
  for (const each of definitions) {
    if (each.kind !== Kind.OPERATION_DEFINITION) continue;
    const { levels, fields } = sizeOf(each.selectionSet, 0);
    if (levels > limits.maxDocumentDepth) throw tooDeep();
    if (fields > limits.maxDocumentFields) {
      throw refused(`The operation has more than ${limits.maxDocumentFields} fields, fragments written out.`);
    }
  }

  function sizeOf(set: SelectionSetNode | undefined, above: number): Size {
    if (!set) return none;
    if (above > limits.maxDocumentDepth) throw tooDeep();
    let [levels, fields] = [0, 0];
    for (const selection of set.selections) {
      const below =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? fragmentSize(selection.name.value, above + 1)
          : sizeOf(selection.selectionSet, above + 1);
      levels = Math.max(levels, below.levels);
      fields += below.fields + (selection.kind === Kind.FIELD ? 1 : 0);
    }
    return { levels: levels + 1, fields };
  }

  /**
   * Returns the size of a fragment. Measures each fragment once. A fragment inside itself counts as empty, because
   * validation refuses it later.
   */
  function fragmentSize(name: string, above: number): Size {
    const before = known.get(name);
    if (before) return before;
    known.set(name, none);
    const size = sizeOf(fragments.get(name)?.selectionSet, above);
    known.set(name, size);
    return size;
  }
}

/** Size of a selection set with its fragments expanded. */
interface Size {
  readonly levels: number;
  readonly fields: number;
}

const none: Size = { levels: 0, fields: 0 };

function tooDeep(): GraphQLError {
  return refused(`The document is nested more than ${limits.maxDocumentDepth} levels deep.`);
}

function refused(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'DOCUMENT_TOO_LARGE', http: { status: 400 } } });
}
