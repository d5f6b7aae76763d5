import type { Entity } from '../../loading/base/entity.ts';
import type { ObjectRef } from '../kit/base/pothos.ts';
import type { Types } from '../kit/graph/builder.ts';
import { oncePerGraph } from '../kit/graph/graph.ts';
import { customFieldGroupsOf } from './groups.ts';
import { findSharedFields } from './shared.ts';

/** Returns the custom fields of a graph's site that share their GraphQL types. */
export const sharedFieldsOf = oncePerGraph((graph) =>
  findSharedFields(graph.site, new Set(customFieldGroupsOf(graph).map(({ key }) => key))),
);

/** Returns the types of shared fields that a graph has so far, by type name and key. */
export const sharedFieldTypesOf = oncePerGraph(() => new Map<string, ObjectRef<Types, unknown>>());

/** Returns the object types with shared fields that a graph has so far, by type name and JSON schemas. */
export const sharedObjectTypesOf = oncePerGraph(() => new Map<string, ObjectRef<Types, Entity>>());

/** Returns the value of a key in a map. If there is none, creates it and adds it to the map. */
export function getOrCreate<T>(map: Map<string, T>, key: string, create: () => T): T {
  const value = map.get(key) ?? create();
  map.set(key, value);
  return value;
}
