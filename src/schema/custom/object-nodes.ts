import type { Entity } from '../../loading/base/entity.ts';
import { collectionOf, idOfObject } from '../../site/examples/wordpress-objects.ts';
import type { NodeTarget } from '../../site/json-schema.ts';
import type { Resource } from '../../site/site.ts';
import { isRecord, isSameJson } from '../../values/json.ts';
import { isEmptyValue } from '../../wordpress/document.ts';
import { loadOfAnyType } from '../find/any-type.ts';
import type { ObjectRef } from '../kit/base/pothos.ts';
import type { Types } from '../kit/graph/builder.ts';
import type { ValueKind, ValuePlace } from '../kit/graph/field-groups.ts';
import { oncePerGraph } from '../kit/graph/graph.ts';
import { nodeOf } from './id-nodes.ts';
import { misfitError } from './value.ts';

/** The types of whole kinds. */
const typeOfKind = { content: 'ContentNode', term: 'TermNode' } as const;

/**
 * Returns the kinds of values that stand for objects of WordPress: the objects themselves, as plugins write them, or their ids. Only
 * the id is used. What the client reads of the node comes from WordPress' own documents, and only what the client may read.
 */
export const objectKindsOf = oncePerGraph(({ site }): readonly ValueKind[] => [
  ...(['content', 'term'] as const).map((kind) => kindFor({ kind }, typeOfKind[kind])),
  ...[...site.resources.values()].map(({ name, typeName }) => kindFor({ resource: name }, typeName)),
]);

function kindFor(target: NodeTarget, typeName: string): ValueKind {
  return {
    matches: ({ node }) => node !== undefined && isSameJson(node, target),
    outputType: (graph) => graph.typeNamed(typeName) as unknown as ObjectRef<Types, unknown>,
    input: { type: 'JSON', isList: false },
    read: (value, place) => readNode(value, target, place),
  };
}

/** Returns the node, null for an empty value, or an error for a value that stands for none, or for one of another type. */
function readNode(value: unknown, target: NodeTarget, place: ValuePlace): unknown {
  const { site } = place.context.loaders;
  if (isEmptyValue(value) || value === 0 || value === '0') return null;
  if (Array.isArray(value) && value.length === 1) return readNode(value[0], target, place);
  const id = idOfObject(value);
  if (id === null) return misfitError(value, place.key, 'an object of WordPress, or its id');
  const name = isRecord(value) ? collectionOf(value, site.resources) : null;
  const wanted = 'resource' in target ? site.resources.get(target.resource) : null;
  if (wanted) {
    const isOther = name !== null && name !== wanted.name;
    if (isOther) return misfitError(name, place.key, `of the type \`${wanted.typeName}\``);
    return load(wanted, id, place);
  }
  if (!('kind' in target)) return null;
  if (name === null)
    return loadOfAnyType(target.kind, id, { loaders: place.context.loaders, info: place.info });
  const resource = site.resources.get(name);
  if (resource && resource.kind !== target.kind)
    return misfitError(name, place.key, target.kind === 'content' ? 'content' : 'a term');
  // A type that the REST API does not show is not in the graph.
  return resource ? load(resource, id, place) : null;
}

function load(resource: Resource, id: number, { context, info }: ValuePlace): Promise<Entity | null> {
  return nodeOf(resource, id, { context, info });
}
