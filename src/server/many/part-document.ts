import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLResolveInfo,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from '../../packages/graphql.ts';

/**
 * Returns a document with a part of an operation. Its nodes are those of the operation, so errors and notices have their places.
 * Its variables are those that the part uses: others are for other sites, which may have other types and ids.
 */
export function partDocument(
  selections: readonly SelectionNode[],
  { operation, fragments }: Pick<GraphQLResolveInfo, 'operation' | 'fragments'>,
): DocumentNode {
  const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections };
  const used = usedIn(selectionSet, fragments);
  const { variableDefinitions = [], directives: _, ...part } = operation;
  return {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        ...part,
        variableDefinitions: variableDefinitions.filter(({ variable }) =>
          used.variables.has(variable.name.value),
        ),
        selectionSet,
      },
      ...used.fragments.values(),
    ],
  };
}

/** What a selection uses, its fragments included. */
interface Used {
  readonly variables: Set<string>;
  readonly fragments: Map<string, FragmentDefinitionNode>;
}

function usedIn(set: SelectionSetNode, fragments: GraphQLResolveInfo['fragments']): Used {
  const used: Used = { variables: new Set(), fragments: new Map() };
  const collect = (node: SelectionSetNode | FragmentDefinitionNode): void => {
    visit(node, {
      Variable: ({ name }) => void used.variables.add(name.value),
      FragmentSpread: ({ name: { value: name } }) => {
        const fragment = fragments[name];
        if (!fragment || used.fragments.has(name)) return;
        used.fragments.set(name, fragment);
        collect(fragment);
      },
    });
  };
  collect(set);
  return used;
}
