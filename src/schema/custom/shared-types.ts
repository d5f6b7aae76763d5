import type { Entity } from '../../loading/base/entity.ts';
import type { ObjectRef } from '../kit/base/pothos.ts';
import type { Types } from '../kit/graph/builder.ts';
import { oncePerGraph } from '../kit/graph/graph.ts';
import { customFieldGroupsOf } from './groups.ts';
import { findSharedFields } from './shared.ts';

/** Which fields of a graph's site share their types. */
export const sharedFieldsOf = oncePerGraph((graph) =>
  findSharedFields(graph.site, new Set(customFieldGroupsOf(graph).map(({ key }) => key))),
);

/** Types of shared fields of a graph, as far as they are made. */
export const sharedFieldTypesOf = oncePerGraph(() => new Map<string, ObjectRef<Types, unknown>>());

/** Objects that hold shared fields, as far as they are made, by their names and what they hold. */
export const sharedObjectTypesOf = oncePerGraph(() => new Map<string, ObjectRef<Types, Entity>>());

/** Returns what a map has for a key; where it has nothing, makes it. */
export function getOrCreate<T>(made: Map<string, T>, key: string, make: () => T): T {
  const value = made.get(key) ?? make();
  made.set(key, value);
  return value;
}
