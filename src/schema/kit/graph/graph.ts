import type { Entity } from '../../../loading/base/entity.ts';
import type { Resource, Site } from '../../../site/site.ts';
import type { WPGraphQLVersion } from '../../../values/wpgraphql.ts';
import {
  EnumRef,
  type FieldMap,
  type FieldRef,
  type ImplementableInterfaceRef,
  type ImplementableObjectRef,
  type InputObjectRef,
  type InterfaceRef,
  type ObjectRef,
} from '../base/pothos.ts';
import type { GraphNode, VirtualNamed, VirtualNode } from '../base/virtual-nodes.ts';
import type { Builder, Types } from './builder.ts';
import type { ConnectionTypes, NodeRef } from './connection-types.ts';
import type { FieldGroup } from './field-groups.ts';
import type { TypeNames } from './type-names.ts';

/** The field builder of an object type or interface whose values are REST documents. */
export type EntityFields =
  | PothosSchemaTypes.InterfaceFieldBuilder<Types, Entity>
  | PothosSchemaTypes.ObjectFieldBuilder<Types, Entity>;

/** A field of any type, as helpers that create fields return it. */
export type Field = FieldRef<Types, unknown>;

/** A named input type: an enum, or an input object. */
export type InputTypeRef = EnumRef<Types, string> | InputObjectRef<Types, object>;

/** A template of the theme, by the file name in a document, and the document that it renders. */
export interface Template extends Entity {
  /** File name without extension. Empty for the default template. */
  readonly file: string;
}

/** The graph of one site during its construction: the builder, the site, and the types so far. */
export interface Graph {
  readonly builder: Builder;
  readonly site: Site;
  readonly connections: ConnectionTypes;
  /** Input types by name. Tables of arguments name their types. */
  readonly inputTypes: ReadonlyMap<string, InputTypeRef>;
  /** The `where` input types that exist so far, by name. */
  readonly whereInputs: Map<string, InputObjectRef<Types, Readonly<Record<string, unknown>>>>;
  /** The `ContentTemplate` interface. */
  readonly contentTemplate: InterfaceRef<Types, Template>;
  /** The object types of templates, by file. The empty name has that of the default template. */
  readonly templateTypes: ReadonlyMap<string, ImplementableObjectRef<Types, Template>>;
  /** All taxonomies of the graph. They include post formats, which have no REST route. */
  readonly taxonomies: readonly Resource[];
  /** Names for the object types of custom fields. */
  readonly typeNames: TypeNames;
  /** Keys under which plugins put objects of the site's own fields. */
  readonly fieldGroups: readonly FieldGroup[];
  /** Keys of REST documents that get no field of their own, since a plugin's integration reads them. */
  readonly hiddenFields: ReadonlySet<string>;
  /** The version of WPGraphQL that the graph follows. */
  readonly wpgraphql: WPGraphQLVersion;
  /** URL of the frontend, without trailing slash, for links to the site's pages. Null if links point at WordPress. */
  readonly frontendUrl: string | null;
  /** Interfaces by name. */
  readonly interfaces: ReadonlyMap<string, ImplementableInterfaceRef<Types, Entity>>;
  /**
   * Returns the type of a resource: its object type, or its interface if it has several object types. Its fields may be
   * declared later.
   */
  objectType(resource: Resource): ImplementableObjectRef<Types, Entity>;
  /** Returns the object types of a resource with several of them, and the only one of every other resource. */
  objectTypes(resource: Resource): readonly ImplementableObjectRef<Types, Entity>[];
  /** Makes an input type known by its name. */
  addInputType(name: string, type: InputTypeRef): void;
  /** Makes a type of nodes known by its name. */
  addNodeType(ref: NodeRef): void;
  /** Returns the object type of a virtual node. Its fields may be declared later. */
  virtualType<Name extends VirtualNode['typeName']>(
    name: Name,
  ): ImplementableObjectRef<Types, VirtualNamed<Name>>;
  /** Returns a node type by name. */
  typeNamed(name: string): NodeRef;
}

/** Returns a function that calls `make` once for each graph, and returns that result for the graph from then on. */
export function oncePerGraph<Made>(make: (graph: Graph) => Made): (graph: Graph) => Made {
  const made = new WeakMap<Builder, Made>();
  return (graph) => {
    const existing = made.get(graph.builder);
    if (existing !== undefined) return existing;
    const created = make(graph);
    made.set(graph.builder, created);
    return created;
  };
}

/**
 * Returns a resource that every site has, such as `post`.
 *
 * @throws Error if the site has no such resource
 */
export function resourceNamed(site: Site, name: string): Resource {
  const resource = site.resources.get(name);
  if (!resource) throw new Error(`The site has no resource "${name}"`);
  return resource;
}

/**
 * Returns a ref in the type that connections take. The type parameter of a ref limits what its own fields read; a
 * connection only passes nodes on, so it accepts the ref of any node.
 */
export function asNodeRef<Node extends GraphNode>(
  ref: ObjectRef<Types, Node> | InterfaceRef<Types, Node>,
): NodeRef {
  return ref as unknown as NodeRef;
}

/** Returns interfaces for a virtual node. Its type must implement all their fields, as theirs read documents. */
export function virtualInterfaces<Node extends VirtualNode>(
  graph: Graph,
  names: readonly string[],
): InterfaceRef<Types, Node>[] {
  return names.map((name) => interfaceNamed(graph, name) as unknown as InterfaceRef<Types, Node>);
}

/**
 * Returns an interface by name.
 *
 * @throws Error if the graph has no such interface
 */
export function interfaceNamed(graph: Graph, name: string): ImplementableInterfaceRef<Types, Entity> {
  const found = graph.interfaces.get(name);
  if (!found) throw new Error(`The graph has no interface "${name}"`);
  return found;
}

/** Returns whether one of the interfaces has the field. Call it in a `fields` function: interfaces are complete then. */
export function isInherited({ builder }: Graph, interfaces: readonly string[], field: string): boolean {
  return interfaces.some((name) => builder.configStore.getFields(name).has(field));
}

/** Returns the names of the fields that a type has so far, including those of its interfaces. */
export function fieldNamesOf({ builder }: Graph, typeName: string): ReadonlySet<string> {
  const { configStore } = builder;
  const config = configStore.getTypeConfig(typeName);
  const interfaces = config.kind === 'Object' || config.kind === 'Interface' ? config.interfaces : [];
  const types = [typeName, ...interfaces.map((each) => configStore.getTypeConfig(each).name)];
  return new Set(types.flatMap((name) => [...configStore.getFields(name).keys()]));
}

/**
 * Returns an enum by name.
 *
 * @throws Error if the graph has no such enum
 */
export function enumNamed(graph: Pick<Graph, 'inputTypes'>, name: string): EnumRef<Types, string> {
  const found = graph.inputTypes.get(name);
  if (!(found instanceof EnumRef)) throw new Error(`The graph has no enum "${name}"`);
  return found;
}

/** Adds fields to the type of a resource. */
export function addFieldsTo(
  graph: Graph,
  resource: Resource,
  fields: (t: PothosSchemaTypes.ObjectFieldBuilder<Types, Entity>) => FieldMap,
): void {
  const ref = graph.objectType(resource);
  if (!resource.variants) graph.builder.objectFields(ref, fields);
  // The ref of a resource with several object types is an interface, whose field builder has the same methods.
  else graph.builder.interfaceFields(ref as never, fields as never);
}
