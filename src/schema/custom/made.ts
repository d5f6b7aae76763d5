import type { Entity } from '../../loading/base/entity.ts';
import type { ObjectRef } from '../kit/base/pothos.ts';
import type { Types } from '../kit/graph/builder.ts';
import { oncePerGraph } from '../kit/graph/graph.ts';
import { groupsOf } from './groups.ts';
import { sharedFieldsOf } from './shared.ts';

/** Which fields of a graph's site share their types. */
export const sharedOf = oncePerGraph((graph) =>
  sharedFieldsOf(graph.site, new Set(groupsOf(graph).map(({ key }) => key))),
);

/** Types of shared fields of a graph, as far as they are made. */
export const fieldTypesOf = oncePerGraph(() => new Map<string, ObjectRef<Types, unknown>>());

/** Objects that hold shared fields, as far as they are made, by their names and what they hold. */
export const objectsOf = oncePerGraph(() => new Map<string, ObjectRef<Types, Entity>>());

/** Returns what a map has for a key; where it has nothing, makes it. */
export function once<T>(made: Map<string, T>, key: string, make: () => T): T {
  const value = made.get(key) ?? make();
  made.set(key, value);
  return value;
}
