import type { Entity } from '../../../loading/base/entity.ts';
import type { Resource, Site } from '../../../site/site.ts';
import {
  EnumRef,
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

/** Builds the fields of whatever stands on a REST document, object or interface. */
export type EntityFields =
  | PothosSchemaTypes.InterfaceFieldBuilder<Types, Entity>
  | PothosSchemaTypes.ObjectFieldBuilder<Types, Entity>;

/** A field, whatever it gives: helpers that make fields return it. */
export type Field = FieldRef<Types, unknown>;

/** A named input type: an enum, or an input object. */
export type InputTypeRef = EnumRef<Types, string> | InputObjectRef<Types, object>;

/** A theme's template, as content names it. */
export interface Template {
  /** File name without ending, empty for the default. */
  readonly file: string;
}

/** The graph of one site while it is being built. */
export interface Graph {
  readonly builder: Builder;
  readonly site: Site;
  readonly connections: ConnectionTypes;
  /** Input types by name, for arguments that come out of tables. */
  readonly inputTypes: ReadonlyMap<string, InputTypeRef>;
  /** `where` inputs made so far, by name. */
  readonly whereInputs: Map<string, InputObjectRef<Types, Readonly<Record<string, unknown>>>>;
  /** The `ContentTemplate` interface. */
  readonly contentTemplate: InterfaceRef<Types, Template>;
  /** Taxonomies, post formats among them, which have no route in REST. */
  readonly taxonomies: readonly Resource[];
  /** Names for object types of fields that the site adds. */
  readonly typeNames: TypeNames;
  /** Keys under which plugins put objects of the site's own fields. */
  readonly fieldGroups: readonly FieldGroup[];
  /** Keys of REST documents that get no field of their own, since a plugin's integration reads them. */
  readonly hiddenFields: ReadonlySet<string>;
  /** What links to the site's pages lead to instead, without trailing slash; null for the site itself. */
  readonly frontendUrl: string | null;
  /** Interfaces by name. */
  readonly interfaces: ReadonlyMap<string, ImplementableInterfaceRef<Types, Entity>>;
  /** The object type of a resource; its fields may come later. */
  objectType(resource: Resource): ImplementableObjectRef<Types, Entity>;
  /** The object type of a virtual node; its fields may come later. */
  virtualType<Name extends VirtualNode['typeName']>(
    name: Name,
  ): ImplementableObjectRef<Types, VirtualNamed<Name>>;
  /** A node type by name. */
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

/** A resource that every site has. */
export function resourceNamed(site: Site, name: string): Resource {
  const resource = site.resources.get(name);
  if (!resource) throw new Error(`The site has no resource "${name}"`);
  return resource;
}

/**
 * A ref as connections take it. A ref's shape says what its own fields see; a connection only hands nodes
 * on, so it takes refs of any node.
 */
export function asNodeRef<Node extends GraphNode>(
  ref: ObjectRef<Types, Node> | InterfaceRef<Types, Node>,
): NodeRef {
  return ref as unknown as NodeRef;
}

/** Interfaces for a node that isn't a document; it has to write all their fields itself. */
export function virtualInterfaces<Node extends VirtualNode>(
  graph: Graph,
  names: readonly string[],
): InterfaceRef<Types, Node>[] {
  return names.map((name) => interfaceNamed(graph, name) as unknown as InterfaceRef<Types, Node>);
}

/** An interface by name. */
export function interfaceNamed(graph: Graph, name: string): ImplementableInterfaceRef<Types, Entity> {
  const found = graph.interfaces.get(name);
  if (!found) throw new Error(`The graph has no interface "${name}"`);
  return found;
}

/** Whether one of these interfaces has a field of this name. To be asked while fields are made, when interfaces are complete. */
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

/** An enum by name. */
export function enumNamed(graph: Pick<Graph, 'inputTypes'>, name: string): EnumRef<Types, string> {
  const found = graph.inputTypes.get(name);
  if (!(found instanceof EnumRef)) throw new Error(`The graph has no enum "${name}"`);
  return found;
}
