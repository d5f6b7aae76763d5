import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
  visit,
} from '../packages/graphql.ts';

/** What a document contains. Counts of operations are those of the largest operation in the document. */
export interface DocumentSize {
  readonly characters: number;
  readonly operations: number;
  readonly fragments: number;
  readonly aliases: number;
  readonly directives: number;
  /** Directives of the field, fragment or operation that has the most. */
  readonly directivesPerPlace: number;
  readonly variables: number;
  /** Levels of lists and objects in a value. */
  readonly valueLevels: number;
  /** Levels of selections, with the fragments in their places. */
  readonly levels: number;
  /** Fields, with the fragments in their places. */
  readonly fields: number;
  /** Root fields with different response names. */
  readonly rootFields: number;
  readonly mutations: number;
  /** Fields `__schema`. */
  readonly schemaFields: number;
  /** Fields `__type`. */
  readonly typeFields: number;
  /**
   * Pairs of fields that give the same field of the answer. GraphQL compares each pair (GraphQL specification, "Field
   * Selection Merging"), so their number grows with the square of the number of repetitions.
   */
  readonly repeatedPairs: number;
}

/** The part of a size that {@link expandedSize} and {@link mergedSize} do not count. */
type WrittenSize = Pick<
  DocumentSize,
  'operations' | 'fragments' | 'aliases' | 'directives' | 'directivesPerPlace' | 'variables' | 'valueLevels'
>;

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** Returns the fragments of a document by name. */
export function fragmentsOf({ definitions }: DocumentNode): Fragments {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of definitions)
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  return fragments;
}

/** Returns the operations of a document. */
export function operationsOf({ definitions }: DocumentNode): readonly OperationDefinitionNode[] {
  return definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
}

/** Returns what a document contains as it is written, without fragments in their places. */
export function writtenSize(document: DocumentNode): WrittenSize {
  let [fragments, aliases, directives, directivesPerPlace] = [0, 0, 0, 0];
  let [level, valueLevels] = [0, 0];
  const countDirectives = ({ length }: readonly DirectiveNode[] = []) => {
    directives += length;
    directivesPerPlace = Math.max(directivesPerPlace, length);
  };
  visit(document, {
    enter(node) {
      if ('directives' in node) countDirectives(node.directives);
      if (node.kind === Kind.FIELD && node.alias) aliases += 1;
      if (node.kind === Kind.FRAGMENT_DEFINITION) fragments += 1;
      if (isNesting(node)) level += 1;
      valueLevels = Math.max(valueLevels, level);
    },
    leave(node) {
      if (isNesting(node)) level -= 1;
    },
  });
  const operations = operationsOf(document);
  return {
    operations: operations.length,
    fragments,
    aliases,
    directives,
    directivesPerPlace,
    variables: Math.max(0, ...operations.map(({ variableDefinitions = [] }) => variableDefinitions.length)),
    valueLevels,
  };
}

function isNesting({ kind }: { readonly kind: string }): boolean {
  return kind === Kind.LIST || kind === Kind.OBJECT;
}

/**
 * Returns the size of the largest operation or fragment with its fragments in their places. Measures each fragment once.
 * Stops below `maxLevels`, since more levels would exceed the stack.
 *
 * @throws GraphQLError if a fragment contains itself
 */
export function expandedSize(
  document: DocumentNode,
  maxLevels: number,
): Pick<DocumentSize, 'levels' | 'fields'> {
  const fragments = fragmentsOf(document);
  const known = new Map<string, Expanded | 'open'>();
  const sizes = [
    ...operationsOf(document).map(({ selectionSet }) => sizeOf(selectionSet, 0)),
    ...[...fragments.keys()].map((name) => fragmentSize(name, 0)),
  ];
  return {
    levels: Math.max(0, ...sizes.map(({ levels }) => levels)),
    fields: Math.max(0, ...sizes.map(({ fields }) => fields)),
  };

  function sizeOf(set: SelectionSetNode | undefined, above: number): Expanded {
    if (!set) return none;
    if (above > maxLevels) return { levels: above, fields: 0 };
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

  function fragmentSize(name: string, above: number): Expanded {
    const before = known.get(name);
    if (before === 'open') throw cycle(name);
    if (before) return before;
    known.set(name, 'open');
    const size = sizeOf(fragments.get(name)?.selectionSet, above);
    known.set(name, size);
    return size;
  }
}

/** The error of GraphQL's rule "Fragment Spreads Must Not Form Cycles", which {@link mergedSize} relies on. */
function cycle(name: string): GraphQLError {
  return new GraphQLError(`Cannot spread fragment "${name}" within itself.`, {
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400, spec: true } },
  });
}

interface Expanded {
  readonly levels: number;
  readonly fields: number;
}

const none: Expanded = { levels: 0, fields: 0 };

/**
 * Returns what the largest operation selects after GraphQL merges equal fields. Call {@link expandedSize} first: this
 * function does not end if a fragment contains itself, and its time grows with the number of fields.
 */
export function mergedSize(
  document: DocumentNode,
): Pick<DocumentSize, 'rootFields' | 'mutations' | 'schemaFields' | 'typeFields' | 'repeatedPairs'> {
  const fragments = fragmentsOf(document);
  const roots = operationsOf(document).map(({ operation, selectionSet }) => ({
    isMutation: operation === OperationTypeNode.MUTATION,
    fields: merged([selectionSet], fragments),
  }));
  const most = (count: (root: (typeof roots)[number]) => number) => Math.max(0, ...roots.map(count));
  const named = (name: string) =>
    most(({ fields }) => [...fields.values()].filter(([first]) => first?.name.value === name).length);
  return {
    rootFields: most(({ fields }) => fields.size),
    mutations: most(({ isMutation, fields }) => (isMutation ? fields.size : 0)),
    schemaFields: named('__schema'),
    typeFields: named('__type'),
    // GraphQL compares the fields of each fragment as well, even of one that no operation uses.
    repeatedPairs: document.definitions.reduce(
      (sum, each) =>
        sum + ('selectionSet' in each ? pairsIn(merged([each.selectionSet], fragments), fragments) : 0),
      0,
    ),
  };
}

type Merged = ReadonlyMap<string, readonly FieldNode[]>;

/** Returns the fields of several selections by response name. */
export function merged(sets: readonly SelectionSetNode[], fragments: Fragments): Merged {
  const fields = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  const add = ({ selections }: SelectionSetNode) => {
    for (const each of selections) {
      if (each.kind === Kind.FIELD) {
        const name = (each.alias ?? each.name).value;
        const same = fields.get(name);
        if (same) same.push(each);
        else fields.set(name, [each]);
        continue;
      }
      if (each.kind === Kind.INLINE_FRAGMENT) {
        add(each.selectionSet);
        continue;
      }
      const fragment = fragments.get(each.name.value);
      if (!fragment || spread.has(each.name.value)) continue;
      spread.add(each.name.value);
      add(fragment.selectionSet);
    }
  };
  for (const set of sets) add(set);
  return fields;
}

function pairsIn(fields: Merged, fragments: Fragments): number {
  let pairs = 0;
  for (const same of fields.values()) {
    pairs += (same.length * (same.length - 1)) / 2;
    const sets = same.flatMap(({ selectionSet }) => selectionSet ?? []);
    if (sets.length > 0) pairs += pairsIn(merged(sets, fragments), fragments);
  }
  return pairs;
}
