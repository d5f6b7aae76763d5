import { ClosedError } from '../../../loading/base/closed.ts';
import type { Availability } from '../../../values/availability.ts';
import type { FieldMap } from '../base/pothos.ts';
import { describedValues } from '../base/value-descriptions.ts';
import type { AssetNode } from '../base/virtual-nodes.ts';
import type { Types } from '../graph/builder.ts';
import { type Field, type Graph, virtualInterfaces } from '../graph/graph.ts';
import { connectionField } from '../relay/connection-field.ts';

type Kind = AssetNode['typeName'];

type AssetFields = PothosSchemaTypes.ObjectFieldBuilder<Types, AssetNode>;

const absent = "WordPress' REST API doesn't list scripts and stylesheets.";

/** Names of the fields that both kinds have, and of those that each kind has, by GraphQL type. */
const fields: Readonly<Record<'both' | Kind, Readonly<Record<string, string>>>> = {
  both: { String: 'conditional handle src version', '[String]': 'after before', Int: 'group' },
  EnqueuedScript: { String: 'extraData' },
  EnqueuedStylesheet: { String: 'media path rel suffix title', Boolean: 'isRtl' },
};

/**
 * Declares `EnqueuedScript` and `EnqueuedStylesheet`, so that documents for WPGraphQL validate. REST lists neither, so
 * their connections are empty and add a notice.
 */
export function implementAssets(graph: Graph): void {
  const { builder } = graph;
  const asset = builder.interfaceRef<AssetNode>('EnqueuedAsset');
  asset.implement({
    description: 'A script or stylesheet that a page of the site loads.',
    resolveType: ({ typeName }) => typeName,
    fields: (t) => ({
      ...sharedFields(t),
      dependencies: t.field({
        type: [asset],
        nullable: { list: true, items: true },
        description: 'The assets that must load before this one.',
      }),
    }),
  });
  const location = builder.enumType('ScriptLoadingGroupLocationEnum', {
    description: 'The part of a page that loads a script.',
    values: describedValues({ FOOTER: 'The end of the page.', HEADER: 'The head of the page.' }),
  });
  const strategy = builder.enumType('ScriptLoadingStrategyEnum', {
    description: 'The time when the browser runs a script.',
    values: describedValues({
      ASYNC: 'As soon as the script is loaded.',
      DEFER: 'After the browser has parsed the page.',
    }),
  });
  for (const kind of ['EnqueuedScript', 'EnqueuedStylesheet'] as const) {
    const type = graph.virtualType(kind);
    type.implement({
      description: `${kind === 'EnqueuedScript' ? 'A script' : 'A stylesheet'} that a page of the site loads. ${absent}`,
      interfaces: virtualInterfaces<AssetNode>(graph, ['Node']).concat(asset),
      fields: (t) => ({
        ...sharedFields(t),
        ...absentFields(t, fields[kind]),
        dependencies: t.field({
          type: [type],
          nullable: { list: true, items: true },
          description: 'The assets that must load before this one.',
          resolve: () => null,
        }),
        ...(kind === 'EnqueuedScript'
          ? {
              groupLocation: t.field({
                type: location,
                description: 'The part of the page that loads it.',
                resolve: () => null,
              }),
              strategy: t.field({
                type: strategy,
                description: 'The time when the browser runs it.',
                resolve: () => null,
              }),
            }
          : {}),
      }),
    });
  }
  builder.queryFields((t) => ({
    registeredScripts: assetConnection(t, graph, 'RootQuery', 'EnqueuedScript'),
    registeredStylesheets: assetConnection(t, graph, 'RootQuery', 'EnqueuedStylesheet'),
  }));
}

/** Returns the fields `enqueuedScripts` and `enqueuedStylesheets` of a type whose nodes have pages. */
export function enqueuedAssetFields<Node extends object>(
  t: Parameters<typeof connectionField<Node>>[0],
  graph: Graph,
  from: 'ContentNode' | 'TermNode' | 'User',
): { enqueuedScripts: Field; enqueuedStylesheets: Field } {
  return {
    enqueuedScripts: assetConnection(t, graph, from, 'EnqueuedScript'),
    enqueuedStylesheets: assetConnection(t, graph, from, 'EnqueuedStylesheet'),
  };
}

function assetConnection<Node extends object>(
  t: Parameters<typeof connectionField<Node>>[0],
  graph: Graph,
  from: string,
  kind: Kind,
): Field {
  return connectionField<Node>(t, graph, {
    base: `${from}To${kind}`,
    target: kind,
    description: `${kind === 'EnqueuedScript' ? 'Scripts' : 'Stylesheets'} that the page of this node loads.`,
    availability: { to: 'nobody', otherwise: 'empty', because: absent },
    where: [{ argument: 'handlesIn', type: '[String]', description: 'Assets with these handles.' }],
    page: () => {
      throw new ClosedError('absent', absent);
    },
  });
}

function sharedFields(t: AssetFields | PothosSchemaTypes.InterfaceFieldBuilder<Types, AssetNode>): FieldMap {
  return {
    id: t.id({
      nullable: false,
      description: 'The globally unique identifier.',
      resolve: ({ typeName }) => typeName,
    }),
    ...absentFields(t, fields.both),
    args: t.boolean({
      description: 'Additional settings.',
      deprecationReason: 'Use `EnqueuedAsset.media` instead.',
      resolve: () => null,
    }),
    extra: t.string({
      description: 'Additional data.',
      deprecationReason: 'Use `EnqueuedScript.extraData` instead.',
      resolve: () => null,
    }),
  };
}

function absentFields(
  t: AssetFields | PothosSchemaTypes.InterfaceFieldBuilder<Types, AssetNode>,
  names: Readonly<Record<string, string>>,
): FieldMap {
  const availability: Availability = { to: 'nobody', because: absent };
  const make: Readonly<Record<string, () => Field>> = {
    String: () => t.string({ availability, resolve: () => null }),
    '[String]': () =>
      t.stringList({ availability, nullable: { list: true, items: true }, resolve: () => null }),
    Int: () => t.int({ availability, resolve: () => null }),
    Boolean: () => t.boolean({ availability, resolve: () => null }),
  };
  return Object.fromEntries(
    Object.entries(names).flatMap(([type, list]) =>
      list.split(' ').map((name): [string, Field] => [name, (make[type] ?? fail(type))()]),
    ),
  );
}

function fail(type: string): never {
  throw new Error(`Assets have no fields of type ${type}`);
}
